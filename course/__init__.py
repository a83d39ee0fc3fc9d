"""Whose Crisis? Cuba, October 1962: a course in source analysis and its grader.

Importing the package itself loads nothing heavy: pandas, matplotlib and the
widgets come only with the sub-packages that use them, and the version is read
when it is asked for.
"""

from __future__ import annotations

__all__ = ["__version__"]


def __getattr__(name: str) -> str:
    """Return the installed version for ``__version__``."""
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - 0.1 s

        try:
            return version("whose-crisis")
        except PackageNotFoundError:  # a source folder that was never installed
            return "0.0.0"
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
