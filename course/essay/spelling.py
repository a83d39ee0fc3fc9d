"""Frequent misspellings of the words that checks look for, read as what they mean.

Language slips cost nothing: a writer of English as a second language who
writes "altough" has conceded all the same. Only marker words, names and the
chief words of the subject are listed; the student's text itself is never
changed.
"""

import re
from types import MappingProxyType

from course.essay.patterns import late

__all__ = ["SPELLINGS", "corrected"]

SPELLINGS = MappingProxyType(
    {
        # markers
        "allthough": "although",
        "altough": "although",
        "althought": "although",
        "becaus": "because",
        "becouse": "because",
        "becuase": "because",
        "beacuse": "because",
        "therefor": "therefore",
        "how ever": "however",
        "howewer": "however",
        "neverthless": "nevertheless",
        "nevertheles": "nevertheless",
        "where as": "whereas",
        "wheras": "whereas",
        "probaly": "probably",
        "propably": "probably",
        "probabely": "probably",
        "perhabs": "perhaps",
        "posible": "possible",
        "sugests": "suggests",
        "admitedly": "admittedly",
        "definitly": "definitely",
        "obviosly": "obviously",
        "everbody": "everybody",
        # talk about sources
        "contradicte": "contradict",
        "confirmes": "confirms",
        "acording": "according",
        "according of": "according to",
        "explaned": "explained",
        "writed": "wrote",
        "wich": "which",
        "thier": "their",
        "memorandom": "memorandum",
        "publicated": "published",
        "critisized": "criticized",
        "beleive": "believe",
        "belive": "believe",
        "oppinion": "opinion",
        "goverment": "government",
        "intrest": "interest",
        # the subject
        "rol": "role",
        "roll": "role",
        "influense": "influence",
        "influance": "influence",
        "importent": "important",
        "responsability": "responsibility",
        "responsable": "responsible",
        "smal": "small",
        "larg": "large",
        "litle": "little",
        "desicion": "decision",
        "decission": "decision",
        "desision": "decision",
        "dangerus": "dangerous",
        "agrement": "agreement",
        "setlement": "settlement",
        "negociation": "negotiation",
        "negotation": "negotiation",
        "missle": "missile",
        "missles": "missiles",
        "misile": "missile",
        "misiles": "missiles",
        "nuklear": "nuclear",
        "weapen": "weapon",
        "inspecion": "inspection",
        "refussed": "refused",
        "invation": "invasion",
        # names
        "kruschev": "Khrushchev",
        "krushchev": "Khrushchev",
        "khruschev": "Khrushchev",
        "krushev": "Khrushchev",
        "khrushev": "Khrushchev",
        "chruschtschow": "Khrushchev",
        "jruschov": "Khrushchev",
        "kenedy": "Kennedy",
        "kennedey": "Kennedy",
        "dobrinin": "Dobrynin",
        "malinowski": "Malinovsky",
        "malinowsky": "Malinovsky",
        "alexeev": "Alekseev",
        "alekseyev": "Alekseev",
        "mikojan": "Mikoyan",
        "pliev": "Pliyev",
        "castros": "Castro's",
        "cubas": "Cuba's",
        "sowjet": "Soviet",
        "u 2": "U-2",
        "u2": "U-2",
    }
)
_SLIP = late(r"\b(?:" + "|".join(sorted(SPELLINGS, key=len, reverse=True)) + r")\b", re.IGNORECASE)


def corrected(text: str) -> str:
    """Return a text with the listed misspellings read as what they mean.

    Examples
    --------
    >>> corrected("Becouse of Kruschev")
    'because of Khrushchev'
    """
    return _SLIP.sub(lambda slip: SPELLINGS[slip[0].lower()], text)
