"""The console command ``course``: commands by role, one exit code a meaning."""
