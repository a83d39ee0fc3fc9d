"""The rule for the archivist's index card: fields of different kinds."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from course.checks.prose import Prose, read_prose
from course.checks.rule import conclude, f1, rule
from course.checks.same import fold, listed
from course.checks.student import mapping, unmet, work, wrong_type
from course.checks.wording import named
from course.scores import Reason, Result

__all__ = ["card"]


@rule
def card(name: str, *, key: Mapping[str, Any], of: str | None = None) -> Result:
    """Judge a filled card: the mean over its fields.

    Parameters
    ----------
    name : str
        The exercise.
    key : mapping
        What each field asks for: a label; a list or tuple of labels, any of
        which is right; a set of labels, judged by F1; or a
        :class:`~course.checks.prose.Prose` for a short text. Fields that are
        not named are not judged.
    of : str, optional
        Which of several cards.

    Examples
    --------
    >>> from course.checks import card, using, Given
    >>> with using(Given(answers={"S24": {"author": "Khrushchev", "date": "1990"}})):
    ...     card("S24", key={"author": "Khrushchev", "date": "1962"}).sentence
    'The card "S24": 1 of 2 fields are right. Look again at "date".'
    """
    found = work(name)
    fields = mapping(found)
    if of is not None:
        fields = fields.get(of) or {}
        if not fields:
            unmet(Reason.UNANSWERED, found.turn, "card-missing", name=name, of=of)
        if not isinstance(fields, Mapping):
            wrong_type(found, "dict")
    shares = {field: _share(fields.get(field), wanted) for field, wanted in key.items()}
    right = sum(share == 1 for share in shares.values())
    weak = named(field for field, share in shares.items() if share < 1)
    share = sum(shares.values()) / len(shares)
    counts = {"right": right, "all": len(shares), "fields": weak}
    # Fields that are right in part alone earn something, and yet no field is right.
    return conclude(share, "card", turn=found.turn, name=name, **counts)


def _share(given: Any, wanted: Any) -> float:
    """Return what one field earns."""
    if given is None or given == "":
        return 0.0
    if isinstance(wanted, Prose):
        return min(1.0, read_prose(given, wanted)[0]) if isinstance(given, str) else 0.0
    if isinstance(wanted, AbstractSet):
        chosen = {*map(fold, listed(given))}
        asked = {*map(fold, wanted)}
        return f1(len(chosen & asked), len(chosen), len(asked))
    return float(fold(given) in map(fold, listed(wanted)))
