"""Whose Crisis? Cuba, October 1962: a course in source analysis and its grader.

Importing the package itself loads nothing heavy: pandas, matplotlib and the
widgets come only with the sub-packages that use them.
"""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("whose-crisis")
except PackageNotFoundError:  # running from a source folder that was never installed
    __version__ = "0.0.0"

__all__ = ["__version__"]
