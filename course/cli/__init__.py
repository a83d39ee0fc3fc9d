"""The console command ``course``: commands by role, one exit code a meaning."""

from course.cli.main import main

__all__ = ["main"]
