"""Other names of events, and developments around the crisis: data for checks C14 and C21.

Facts (when it was) come from the catalogue that the caller hands in. Here stand
only the words in which people write about them in English. All patterns are
regular expressions and ignore case; keys are plain lower-case words, one of
which any match must hold, so that most sentences are passed over quickly.
"""

from course.essay.records import record

__all__ = ["DEVELOPMENTS", "EVENTS", "Development", "EventWords"]


@record
class EventWords:
    """Other names of events of the chronology.

    Parameters
    ----------
    ids : tuple of str
        Chronology ids; a date fits if it fits one of them.
    name : str
        How feedback calls the event.
    keys : tuple of str
    pattern : str
    before, after : int
        Days by which the chronology's dates are widened, where the event lasted.
    """

    ids: tuple[str, ...]
    name: str
    keys: tuple[str, ...]
    pattern: str
    before: int = 0
    after: int = 0


EVENTS = (
    EventWords(
        ("E001",),
        "the agreement on Jupiters in Turkey",
        ("jupiter",),
        r"agree\w* [^.]{0,40}jupiters? [^.]{0,20}turkey|jupiters? [^.]{0,30}were agreed",
        0,
        1,
    ),
    EventWords(
        ("E002",),
        "the break in relations between Washington and Havana",
        ("relations",),
        "(?:broke|broken|break|breaking)(?: off)?(?: diplomatic)? relations",
        0,
        0,
    ),
    EventWords(("E003",), "the Bay of Pigs landing", ("bay of pigs",), "bay of pigs", 0, 3),
    EventWords(
        ("E004",),
        "the meeting at Vienna",
        ("vienna",),
        "vienna (?:summit|meeting)|(?:met|meeting|summit) (?:at|in) vienna",
        0,
        1,
    ),
    EventWords(("E005",), "the start of Operation Mongoose", ("mongoose",), "mongoose", 30, 330),
    EventWords(
        ("E006",),
        "Cuba's exclusion by the OAS",
        ("punta", "exp", "excl", "shut", "oas", "organi"),
        r"punta del este|(?:expul\w+|expelled|exclu\w+|shut)[^.]{0,40}(?:oas|organi[sz]ation of american states|inter-american)|(?:oas|organi[sz]ation of american states)[^.]{0,30}(?:expelled|excluded|shut)",
        12,
        15,
    ),
    EventWords(
        ("E008", "E009"),
        "the Presidium's decision on the missiles",
        ("anadyr", "presidium"),
        "(?:operation )?anadyr [^.]{0,30}(?:approved|decided|adopted)|(?:approved|decided|adopted) (?:the )?(?:operation )?anadyr|presidium (?:has )?(?:decided|approved) (?:to put|the plan|the operation|operation)",
        3,
        16,
    ),
    EventWords(
        ("E010",),
        "the delegation's visit to Castro",
        ("delegation", "biryuzov"),
        "delegation [^.]{0,30}(?:came|arrived|flew|visited)|biryuzov",
        6,
        4,
    ),
    EventWords(
        ("E011",), "Raul Castro's visit to Moscow", ("raul",), "raul castro [^.]{0,30}moscow", 2, 20
    ),
    EventWords(
        ("E014",),
        "Guevara's visit to the Soviet Union",
        ("guevara",),
        "guevara [^.]{0,30}(?:moscow|yalta|soviet union|crimea)",
        2,
        8,
    ),
    EventWords(("E016",), "Senator Keating's speech", ("keating",), "keating", 0, 45),
    EventWords(("E020",), "the TASS statement", ("tass",), "tass statement", 1, 2),
    EventWords(
        ("E022",),
        "the intelligence estimate",
        ("estimate", "snie"),
        "(?:intelligence|national) estimate|snie",
        0,
        0,
    ),
    EventWords(
        ("E024",), "the joint resolution of Congress", ("resolution",), "joint resolution", 0, 0
    ),
    EventWords(("E025",), "the arrival of the first warheads", ("indigirka",), "indigirka", 0, 0),
    EventWords(
        ("E027",),
        "the reconnaissance flight that found the sites",
        ("heyser", "u-2", "u2"),
        r"heyser|u-?2 [^.]{0,15}(?:photographed|took (?:the )?(?:photo|picture)\w*)",
        0,
        0,
    ),
    EventWords(
        ("E029", "E030"),
        "the day on which Kennedy was told",
        ("kennedy", "excomm"),
        r"kennedy (?:was told|saw the photo\w*|learned) |first (?:meeting of the excomm|excomm meeting)",
        0,
        0,
    ),
    EventWords(
        ("E031",),
        "Gromyko's visit to Kennedy",
        ("gromyko",),
        r"gromyko [^.]{0,25}(?:visit\w*|met|told|lied)[^.]{0,15}kennedy",
        0,
        0,
    ),
    EventWords(
        ("E034", "E033"),
        "Kennedy's television address",
        ("kennedy", "televis", "tv ", "announce"),
        r"kennedy's (?:\w+ )?(?:speech|address)|(?:televised|television|tv) (?:speech|address)|announce\w* (?:the |a )(?:quarantine|blockade)",
        0,
        0,
    ),
    EventWords(
        ("E045", "E098", "E036"),
        "Castro's broadcast",
        ("castro",),
        r"castro(?:'s)? (?:\w+ ){0,2}(?:speech|broadcast)\b",
        0,
        1,
    ),
    EventWords(
        ("E046", "E039"),
        "the beginning of the quarantine",
        ("quarantine", "blockade"),
        r"(?:quarantine|blockade) (?:\w+ )?(?:began|begins|started|took effect|came into force|starts)",
        0,
        0,
    ),
    EventWords(("E047",), "the move to DEFCON 2", ("defcon",), "defcon[ -]?2", 1, 1),
    EventWords(("E049",), "Lippmann's column", ("lippmann",), "lippmann", 0, 0),
    EventWords(
        ("E052",),
        "Stevenson's photographs at the Security Council",
        ("stevenson",),
        r"stevenson [^.]{0,30}(?:photo\w*|pictures|security council)",
        0,
        0,
    ),
    EventWords(
        ("E040", "E059", "E060"),
        "the Cuban order to fire",
        ("order",),
        r"order\w* (?:his|cuban|the|to his) (?:anti-aircraft )?(?:guns?|gunners?|batteries|artillery|crews)[^.]{0,15}(?:fire|shoot)",
        0,
        0,
    ),
    EventWords(
        ("E068", "E070"),
        "the shooting down of the U-2",
        ("u-2", "u2", "anderson"),
        r"u-?2 (?:\w+ )?(?:was|were|being|got) (?:\w+ )?(?:shot|brought|hit|destroyed|downed|shooted)|shooting(?: down)? of (?:the|a) u-?2|(?:shot|brought) down (?:the|a|an) (?:american )?u-?2|(?:killed|death of) (?:major )?(?:rudolf )?anderson",
        0,
        0,
    ),
    EventWords(
        ("E071",),
        "the stray U-2 over Chukotka",
        ("chukotka", "maultsby"),
        "chukotka|maultsby",
        0,
        1,
    ),
    EventWords(("E073",), "the chase of submarine B-59", ("59",), "b-?59", 0, 0),
    EventWords(
        ("E044", "E074", "E088", "E090"),
        "Robert Kennedy's talk with Dobrynin",
        ("robert",),
        r"robert (?:kennedy )?(?:\w+ )?(?:met|saw|talked (?:to|with)|met with) (?:the soviet ambassador )?dobrynin|robert kennedy and dobrynin (?:met|talked|spoke)",
        0,
        0,
    ),
    EventWords(
        ("E083",),
        "the broadcast announcement of the withdrawal",
        ("khrushchev", "radio", "announcement"),
        "khrushchev (?:has )?(?:announced|declared|said (?:on|over) the radio)|radio moscow (?:broadcast|announced)[^.]{0,30}(?:withdraw|dismantl|remov)|announcement of (?:the )?withdrawal",
        0,
        0,
    ),
    EventWords(("E085",), "the Five Points", ("five points",), "five points", 0, 1),
    EventWords(
        ("E092", "E094"),
        "U Thant's visit to Havana",
        ("thant",),
        r"u thant (?:\w+ )?(?:visited|came|went|arrived|flew|travelled)",
        0,
        0,
    ),
    EventWords(
        ("E096", "E100", "E107"),
        "Mikoyan's stay in Havana",
        ("mikoyan",),
        r"mikoyan (?:\w+ )?(?:arrived|came|stayed|flew|must stay|had to (?:come|stay))",
        0,
        6,
    ),
    EventWords(
        ("E105",),
        "Castro's letter on the bombers",
        ("bombers",),
        r"castro [^.]{0,40}(?:gave way|accept\w*|not object|agree\w*)[^.]{0,25}bombers",
        0,
        0,
    ),
    EventWords(
        ("E106",),
        "the end of the quarantine",
        ("quarantine", "blockade"),
        r"(?:quarantine|blockade) (?:was |is |were )?(?:\w+ )?(?:ended|lifted|over|removed)|(?:end|lifting) of the (?:quarantine|blockade)|(?:ended|lifted) the (?:quarantine|blockade)",
        0,
        0,
    ),
    EventWords(
        ("E108",),
        "the removal of the last tactical warheads",
        ("warheads",),
        r"(?:last|tactical) (?:\w+ )?warheads [^.]{0,15}(?:left|removed|shipped)",
        15,
        20,
    ),
    EventWords(
        ("E110", "E111"),
        "the removal of the Jupiters",
        ("jupiter",),
        r"(?:last )?jupiters? (?:\w+ ){0,3}(?:came down|dismantled|removed|taken (?:away|down))",
        15,
        5,
    ),
    EventWords(
        ("E113",),
        "the publication of Thirteen Days",
        ("thirteen",),
        "thirteen days [^.]{0,20}(?:published|appeared|printed|came out)",
        0,
        0,
    ),
    EventWords(
        ("E115", "E116", "E120", "E122"),
        "the conferences of veterans",
        ("conference",),
        "(?:havana|moscow) conference|conference (?:in|at) (?:havana|moscow)",
        0,
        2,
    ),
)


@record
class Development:
    """Something before May 1962 or after November 1962 that explains or follows the crisis.

    Parameters
    ----------
    name : str
    keys : tuple of str
    pattern : str
    first_year, last_year : int
        Years that fit it, both included.
    """

    name: str
    keys: tuple[str, ...]
    pattern: str
    first_year: int
    last_year: int


DEVELOPMENTS = (
    Development(
        "the Cuban revolution",
        ("revolution", "batista", "power"),
        "revolution|batista|came to power|took power",
        1952,
        1960,
    ),
    Development(
        "the break in relations",
        ("relations",),
        r"(?:broke|broken|break)\w*(?: off)?(?: diplomatic)? relations",
        1960,
        1961,
    ),
    Development(
        "the embargo",
        ("embargo", "sugar", "trade"),
        "embargo|sugar quota|trade (?:ban|boycott)",
        1960,
        1962,
    ),
    Development(
        "the Bay of Pigs",
        ("pigs", "gir", "exile", "invasion"),
        r"bay of pigs|playa gir[o\u00f3]n|exiles? (?:ashore|land\w*|invasion)|landing of exiles|failed invasion",
        1961,
        1961,
    ),
    Development("Operation Mongoose", ("mongoose",), "mongoose", 1961, 1962),
    Development("Vienna", ("vienna",), "vienna", 1961, 1961),
    Development("Berlin", ("berlin",), "berlin", 1958, 1961),
    Development(
        "Cuba's exclusion from the OAS",
        ("oas", "organi", "inter-american", "punta"),
        r"\boas\b|organi[sz]ation of american states|inter-american system|punta del este",
        1962,
        1962,
    ),
    Development(
        "the Jupiters of 1959",
        ("jupiter", "turkey"),
        "jupiters?|missiles? (?:in|to) turkey",
        1957,
        1962,
    ),
    Development(
        "the removal of the Jupiters",
        ("jupiter", "turkey"),
        "jupiters?|missiles? (?:in|from) turkey",
        1963,
        1963,
    ),
    Development("the hot line", ("hot",), "hot ?line", 1963, 1963),
    Development("the test ban", ("ban",), "test[- ]ban", 1963, 1963),
    Development(
        "Castro's visit to the Soviet Union",
        ("visit", "went", "trip", "travel"),
        r"(?:visit\w*|went to|trip to|travelled to) (?:to )?(?:moscow|the soviet union|ussr)",
        1963,
        1964,
    ),
    Development(
        "the opening of papers and memories",
        (
            "conference",
            "publish",
            "releas",
            "open",
            "archive",
            "memoir",
            "declass",
            "print",
            "public",
            "secret",
            "closed",
            "nobody",
            "told",
            "confirmed",
        ),
        "conference|published|released|opened|archives?|memoirs?|declassified|printed|was public|secret until|closed until|nobody could read|told several stories|confirmed thirty",
        1968,
        2024,
    ),
    Development(
        "Castro's later statements",
        ("castro",),
        r"castro (?:\w+ )?(?:said|told|claimed|declared|recalled)",
        1963,
        2016,
    ),
)
