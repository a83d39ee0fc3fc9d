"""Regular expressions that are compiled at their first use, so that an import compiles none."""

from __future__ import annotations

import re

__all__ = ["late"]


class _Late:
    """Stands for a pattern: each method is fetched from the real one when it is first used."""

    def __init__(self, expression: str, flags: int) -> None:
        self._expression = expression
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        value: object = getattr(re.compile(self._expression, self._flags), name)
        setattr(self, name, value)
        return value


def late(expression: str, flags: int = 0) -> re.Pattern[str]:
    """Return what behaves as the compiled pattern and is compiled when it is first used.

    Parameters
    ----------
    expression : str
    flags : int, default 0
        As for `re.compile`.

    Returns
    -------
    re.Pattern

    Examples
    --------
    >>> late("b+").search("abba")[0]
    'bb'
    """
    return _Late(expression, flags)  # type: ignore[return-value]
