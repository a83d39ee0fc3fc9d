"""How people write about the crisis in English: data for the checks, keyed by the archive's ids.

Facts (who, when, what) come from the catalogue that the caller hands in. Here
stand only the words: other names of an event, questions on which sources take
sides, slips that essays are known to make, and passages that mislead when they
are quoted without their condition. All patterns are regular expressions and
ignore case.
"""

from dataclasses import dataclass
from types import MappingProxyType

__all__ = [
    "DEVELOPMENTS",
    "DIMENSIONS",
    "EVENTS",
    "OFFICES",
    "QUESTIONS",
    "RISKY",
    "SLIPS",
    "Development",
    "EventWords",
    "Question",
    "RiskyPassage",
    "Slip",
]


@dataclass(frozen=True)
class EventWords:
    """Other names of events of the chronology.

    Parameters
    ----------
    ids : tuple of str
        Chronology ids; a date fits if it fits one of them.
    name : str
        How feedback calls the event.
    pattern : str
    before, after : int
        Days by which the chronology's dates are widened, where the event lasted.
    """

    ids: tuple[str, ...]
    name: str
    pattern: str
    before: int = 0
    after: int = 0


EVENTS = (
    EventWords(
        ("E001",),
        "the agreement on Jupiters in Turkey",
        r"agree\w* [^.]{0,40}jupiters? [^.]{0,20}turkey|jupiters? [^.]{0,30}were agreed",
        0,
        1,
    ),
    EventWords(
        ("E002",),
        "the break in relations between Washington and Havana",
        r"(?:broke|broken|break|breaking)(?: off)?(?: diplomatic)? relations",
    ),
    EventWords(("E003",), "the Bay of Pigs landing", r"bay of pigs", 0, 3),
    EventWords(
        ("E004",),
        "the meeting at Vienna",
        r"vienna (?:summit|meeting)|(?:met|meeting|summit) (?:at|in) vienna",
        0,
        1,
    ),
    EventWords(("E005",), "the start of Operation Mongoose", r"mongoose", 30, 330),
    EventWords(
        ("E006",),
        "Cuba's exclusion by the OAS",
        r"punta del este|(?:expul\w+|expelled|exclu\w+|shut)[^.]{0,40}(?:oas|organi[sz]ation of american states|inter-american)|(?:oas|organi[sz]ation of american states)[^.]{0,30}(?:expelled|excluded|shut)",
        12,
        15,
    ),
    EventWords(
        ("E008", "E009"),
        "the Presidium's decision on the missiles",
        r"(?:operation )?anadyr [^.]{0,30}(?:approved|decided|adopted)|(?:approved|decided|adopted) (?:the )?(?:operation )?anadyr|presidium (?:has )?(?:decided|approved) (?:to put|the plan|the operation|operation)",
        3,
        16,
    ),
    EventWords(
        ("E010",),
        "the delegation's visit to Castro",
        r"delegation [^.]{0,30}(?:came|arrived|flew|visited)|biryuzov",
        6,
        4,
    ),
    EventWords(("E011",), "Raul Castro's visit to Moscow", r"raul castro [^.]{0,30}moscow", 2, 20),
    EventWords(
        ("E014",),
        "Guevara's visit to the Soviet Union",
        r"guevara [^.]{0,30}(?:moscow|yalta|soviet union|crimea)",
        2,
        8,
    ),
    EventWords(("E016",), "Senator Keating's speech", r"keating", 0, 45),
    EventWords(("E020",), "the TASS statement", r"tass statement", 1, 2),
    EventWords(("E022",), "the intelligence estimate", r"(?:intelligence|national) estimate|snie"),
    EventWords(("E024",), "the joint resolution of Congress", r"joint resolution"),
    EventWords(("E025",), "the arrival of the first warheads", r"indigirka"),
    EventWords(
        ("E027",),
        "the reconnaissance flight that found the sites",
        r"heyser|u-?2 [^.]{0,15}(?:photographed|took (?:the )?(?:photo|picture)\w*)",
    ),
    EventWords(
        ("E029", "E030"),
        "the day on which Kennedy was told",
        r"kennedy (?:was told|saw the photo\w*|learned) |first (?:meeting of the excomm|excomm meeting)",
    ),
    EventWords(
        ("E031",),
        "Gromyko's visit to Kennedy",
        r"gromyko [^.]{0,25}(?:visit\w*|met|told|lied)[^.]{0,15}kennedy",
    ),
    EventWords(
        ("E034", "E033"),
        "Kennedy's television address",
        r"kennedy's (?:\w+ )?(?:speech|address)|(?:televised|television|tv) (?:speech|address)|announce\w* (?:the |a )(?:quarantine|blockade)",
    ),
    EventWords(
        ("E045", "E098", "E036"),
        "Castro's broadcast",
        r"castro(?:'s)? (?:\w+ ){0,2}(?:speech|broadcast)\b",
        0,
        1,
    ),
    EventWords(
        ("E046", "E039"),
        "the beginning of the quarantine",
        r"(?:quarantine|blockade) (?:\w+ )?(?:began|begins|started|took effect|came into force|starts)",
    ),
    EventWords(("E047",), "the move to DEFCON 2", r"defcon[ -]?2", 1, 1),
    EventWords(("E049",), "Lippmann's column", r"lippmann"),
    EventWords(
        ("E052",),
        "Stevenson's photographs at the Security Council",
        r"stevenson [^.]{0,30}(?:photo\w*|pictures|security council)",
    ),
    EventWords(
        ("E040", "E059", "E060"),
        "the Cuban order to fire",
        r"order\w* (?:his|cuban|the|to his) (?:anti-aircraft )?(?:guns?|gunners?|batteries|artillery|crews)[^.]{0,15}(?:fire|shoot)",
    ),
    EventWords(
        ("E068", "E070"),
        "the shooting down of the U-2",
        r"u-?2 (?:\w+ )?(?:was|were|being|got) (?:\w+ )?(?:shot|brought|hit|destroyed|downed|shooted)|shooting(?: down)? of (?:the|a) u-?2|(?:shot|brought) down (?:the|a|an) (?:american )?u-?2|(?:killed|death of) (?:major )?(?:rudolf )?anderson",
    ),
    EventWords(("E071",), "the stray U-2 over Chukotka", r"chukotka|maultsby", 0, 1),
    EventWords(("E073",), "the chase of submarine B-59", r"b-?59"),
    EventWords(
        ("E044", "E074", "E088", "E090"),
        "Robert Kennedy's talk with Dobrynin",
        r"robert (?:kennedy )?(?:\w+ )?(?:met|saw|talked (?:to|with)|met with) (?:the soviet ambassador )?dobrynin|robert kennedy and dobrynin (?:met|talked|spoke)",
    ),
    EventWords(
        ("E083",),
        "the broadcast announcement of the withdrawal",
        r"khrushchev (?:has )?(?:announced|declared|said (?:on|over) the radio)|radio moscow (?:broadcast|announced)[^.]{0,30}(?:withdraw|dismantl|remov)|announcement of (?:the )?withdrawal",
    ),
    EventWords(("E085",), "the Five Points", r"five points", 0, 1),
    EventWords(
        ("E092", "E094"),
        "U Thant's visit to Havana",
        r"u thant (?:\w+ )?(?:visited|came|went|arrived|flew|travelled)",
    ),
    EventWords(
        ("E096", "E100", "E107"),
        "Mikoyan's stay in Havana",
        r"mikoyan (?:\w+ )?(?:arrived|came|stayed|flew|must stay|had to (?:come|stay))",
        0,
        6,
    ),
    EventWords(
        ("E105",),
        "Castro's letter on the bombers",
        r"castro [^.]{0,40}(?:gave way|accept\w*|not object|agree\w*)[^.]{0,25}bombers",
    ),
    EventWords(
        ("E106",),
        "the end of the quarantine",
        r"(?:quarantine|blockade) (?:was |is |were )?(?:\w+ )?(?:ended|lifted|over|removed)|(?:end|lifting) of the (?:quarantine|blockade)|(?:ended|lifted) the (?:quarantine|blockade)",
    ),
    EventWords(
        ("E108",),
        "the removal of the last tactical warheads",
        r"(?:last|tactical) (?:\w+ )?warheads [^.]{0,15}(?:left|removed|shipped)",
        15,
        20,
    ),
    EventWords(
        ("E110", "E111"),
        "the removal of the Jupiters",
        r"(?:last )?jupiters? (?:\w+ ){0,3}(?:came down|dismantled|removed|taken (?:away|down))",
        15,
        5,
    ),
    EventWords(
        ("E113",),
        "the publication of Thirteen Days",
        r"thirteen days [^.]{0,20}(?:published|appeared|printed|came out)",
    ),
    EventWords(
        ("E115", "E116", "E120", "E122"),
        "the conferences of veterans",
        r"(?:havana|moscow) conference|conference (?:in|at) (?:havana|moscow)",
        0,
        2,
    ),
)


@dataclass(frozen=True)
class Development:
    """Something before May 1962 or after November 1962 that explains or follows the crisis."""

    name: str
    pattern: str
    first_year: int
    last_year: int


DEVELOPMENTS = (
    Development("the Cuban revolution", r"revolution|batista|came to power|took power", 1952, 1960),
    Development(
        "the break in relations",
        r"(?:broke|broken|break)\w*(?: off)?(?: diplomatic)? relations",
        1960,
        1961,
    ),
    Development("the embargo", r"embargo|sugar quota|trade (?:ban|boycott)", 1960, 1962),
    Development(
        "the Bay of Pigs",
        r"bay of pigs|playa gir[o\u00f3]n|exiles? (?:ashore|land\w*|invasion)|landing of exiles|failed invasion",
        1961,
        1961,
    ),
    Development("Operation Mongoose", r"mongoose", 1961, 1962),
    Development("Vienna", r"vienna", 1961, 1961),
    Development("Berlin", r"berlin", 1958, 1961),
    Development(
        "Cuba's exclusion from the OAS",
        r"\boas\b|organi[sz]ation of american states|inter-american system|punta del este",
        1962,
        1962,
    ),
    Development("the Jupiters of 1959", r"jupiters?|missiles? (?:in|to) turkey", 1957, 1962),
    Development(
        "the removal of the Jupiters", r"jupiters?|missiles? (?:in|from) turkey", 1963, 1963
    ),
    Development("the hot line", r"hot ?line", 1963, 1963),
    Development("the test ban", r"test[- ]ban", 1963, 1963),
    Development(
        "Castro's visit to the Soviet Union",
        r"(?:visit\w*|went to|trip to|travelled to) (?:to )?(?:moscow|the soviet union|ussr)",
        1963,
        1964,
    ),
    Development(
        "the opening of papers and memories",
        r"conference|published|released|opened|archives?|memoirs?|declassified|printed|was public|secret until|closed until|nobody could read|told several stories|confirmed thirty",
        1968,
        2024,
    ),
    Development(
        "Castro's later statements",
        r"castro (?:\w+ )?(?:said|told|claimed|declared|recalled)",
        1963,
        2016,
    ),
)

DIMENSIONS = MappingProxyType(
    {
        "origin": r"origin\w*|beginning|plan\w*|idea|start\w*|decision to (?:send|bring|put)|brought? the missiles|accept\w*|cause[sd]?",
        "conduct": r"conduct|course|during|moments?|act(?:s|ed|ions?)|behaviou?r|orders?|decisions?",
        "escalation": r"escalat\w+|danger\w*|risk\w*|tension\w*|war|brink|weekend|hours",
        "settlement": r"settle\w*|solution|solv\w+|end(?:ed|ing)?|bargain\w*|agreement|negotiat\w+|deal|length|longer|table|outcome",
    }
)

OFFICES = MappingProxyType(
    {
        "castro": r"premier|leader|prime minister|commander|ally",
        "khrushchev": r"premier|first secretary|soviet leader|chairman|head of",
        "kennedy": r"president",
        "malinovsky": r"minister|marshal",
        "malin": r"official|note-?taker|secretary|inside the (?:presidium|party)|for the (?:leaders|party|presidium)",
        "alekseev": r"ambassador",
        "dobrynin": r"ambassador",
        "hare": r"ambassador",
        "bonsal": r"ambassador",
        "thant": r"secretary[- ]general|acting secretary",
        "rusk": r"secretary of state",
        "mccone": r"director|cia",
        "mikoyan": r"deputy|envoy",
        "gribkov": r"general|planner|staff",
        "dobbs": r"journalist|historian|wrote with",
        "brenner": r"historian|scholar|political scientist",
        "hershberg": r"historian|scholar",
        "stevenson": r"ambassador|mission|delegation",
    }
)


@dataclass(frozen=True)
class Question:
    """A question on which sources take sides; two positions of one question disagree."""

    name: str
    positions: dict[str, frozenset[str]]


def _ids(text: str) -> frozenset[str]:
    return frozenset(f"S{number}" for number in text.split())


QUESTIONS = (
    Question(
        "who fired at the U-2",
        {
            "Soviet troops": _ids("20 25 39 40 48 49 50 51 61 63 64 65"),
            "Cubans": _ids("17 24 46 62"),
        },
    ),
    Question(
        "whose idea the missiles were", {"Moscow's": _ids("41 48 55"), "Cuba's": _ids("04 05")}
    ),
    Question(
        "who commanded the missiles", {"Moscow": _ids("05 20 40 41 45 49"), "others": _ids("")}
    ),
    Question(
        "what the letter of 26 October advised",
        {"a reply to an invasion": _ids("23 27 32"), "a first strike": _ids("26 46")},
    ),
    Question(
        "whether Castro was consulted",
        {"no": _ids("08 14 21 22 27 31 36 42 43 44"), "in a way": _ids("26 30")},
    ),
    Question(
        "whether Turkey was part of a bargain",
        {"yes": _ids("05 08 12 18 19 43 53 56 66 67"), "no": _ids("06 17 47 59")},
    ),
    Question(
        "when Castro knew of the Turkish proposal", {"in 1962": _ids("30"), "in 1963": _ids("48")}
    ),
    Question(
        "whether Cuba would be inspected",
        {"refused": _ids("09 10 11 21 22 31 34 35 37 38"), "promised": _ids("07")},
    ),
    Question(
        "who could release tactical weapons",
        {"Moscow alone": _ids("40 45"), "the commander": _ids("49")},
    ),
    Question("whether all warheads had gone", {"yes": _ids("11"), "no": _ids("45 49")}),
    Question("whether Castro ordered fire", {"yes": _ids("10 24 25 48 50"), "no": _ids("")}),
    Question(
        "whether Cuba was more than a place",
        {"no": _ids("01 03 06 54 59"), "yes": _ids("16 22 35 55")},
    ),
    Question(
        "whether the quarantine was lawful", {"no": _ids("02 03 34 36"), "yes": _ids("01 59")}
    ),
    Question(
        "how Castro took the withdrawal",
        {"bitterly": _ids("21 27 31 32 33 45"), "calmly": _ids("")},
    ),
    Question(
        "when Moscow turned to withdrawal",
        {"before the letter": _ids("04 42"), "after it": _ids("23 26")},
    ),
    Question("whether an attack was expected", {"yes": _ids("23 29"), "not yet": _ids("28 52")}),
)


@dataclass(frozen=True)
class RiskyPassage:
    """A passage whose sense turns when its condition is left out."""

    pattern: str
    condition: str


RISKY = (
    RiskyPassage(
        r"first nuclear attack|strike first|first strike|end the danger for ?ever|nuclear first strike",
        r"\bif\b|in case|in the case|only (?:for|in|applies)|condition\w*|invasion|invade[sd]?|occup\w+|when the americans",
    ),
)


@dataclass(frozen=True)
class Slip:
    """A mistake that essays on this subject are known to make.

    Parameters
    ----------
    pattern : str
        What gives the slip away.
    unless : str
        Words in the same sentence that take it back; may be empty.
    question : str
        What the feedback asks. It names the fault, not the repair.
    """

    pattern: str
    question: str
    unless: str = ""


_AMBASSADOR = r"amb\w*?(?:ass?\w*d)\w*"
SLIPS = (
    Slip(
        rf"(?:united states|u\.?s\.?a?|american|washington's?)(?: \w+)? {_AMBASSADOR} (?:in|to|at|of) (?:cuba|havana)"
        rf"|{_AMBASSADOR} (?:for|of|from) (?:the )?(?:united states|u\.?s\.?a?|america)[^.]{{0,20}} (?:in|to|at) (?:cuba|havana)",
        "There was no US ambassador in Cuba in 1962; relations had been broken in January 1961. Whom do you mean, and when did he write?",
        r"former|last|had (?:left|been)|until 1960|left in 1960|no longer",
    ),
    Slip(
        r"president khrushchev|khrushchev,? (?:the )?president|khrushchev was (?:the )?president",
        "Which office did Khrushchev hold?",
    ),
    Slip(
        r"president castro|castro (?:was|is|,) (?:the )?president",
        "Which office did Castro hold in 1962? Who was president of Cuba then?",
    ),
    Slip(
        r"(?:remov\w+|trad\w+|giv\w+ up|clos\w+|for) (?:their|its|his|the|a) (?:military |american |us )?bases? in turkey",
        "What exactly left Turkey in 1963: a base, or something that stood on one?",
    ),
    Slip(
        r"(?:established|built|had|has) (?:a|an|their|its|his) (?:american |us |military )*bases? in turkey",
        "Is a base what mattered in Turkey? Say what stood there, how many, and under whose command.",
    ),
    Slip(
        r"kennedy (?:publicly|openly) (?:traded|promised to remove|offered)[^.]{0,30}turkey",
        "Which part of the terms was public, and which was not?",
    ),
    Slip(
        r"thirteen days [^.]{0,20}(?:whole|entire) crisis|whole crisis [^.]{0,15}(?:thirteen|13) days",
        "Was the crisis over for Cuba after thirteen days?",
    ),
    Slip(
        r"(?:wanted|asked|told|recommend\w+|urg\w+|request\w+|advocat\w+)[^.]{0,60}(?:start a nuclear war|first nuclear (?:attack|strike)|nuclear first strike|attack the (?:usa|us|united states|americans) (?:first )?with nuclear)",
        "On what condition did the letter speak of a nuclear strike?",
        r"\bif\b|in case|in the case|condition\w*|invasion|invade[sd]?|occup\w+|only",
    ),
    Slip(
        r"(?:cubans?|castro(?:'s (?:men|soldiers|troops|gunners|guns|army|forces))?|his soldiers|they) (?:\w+ )?(?:shot|brought) (?:down )?(?:an?|the|one|it)(?: american)? ?(?:u-?2|plane|spy plane)?(?: down)?",
        "Who fired at the U-2? Which source names the unit?",
        r"low|khrushchev|claim\w*|said|according|think|thought|blam\w+|accus\w+|believ\w+|attribut\w+|announced",
    ),
    Slip(
        r"castro (?:had )?(?:asked|begged) khrushchev (?:to send|for)(?: him)?(?: the)? (?:nuclear )?missiles|castro (?:wanted|asked for|requested) (?:them|the missiles)",
        "Whose idea were the missiles? Two kinds of source differ here.",
        r"according|claim\w*|said|wrote|says",
    ),
    Slip(
        r"(?:cuban|castro's) (?:nuclear )?(?:missiles|warheads)(?! (?:crisis|sites))",
        "Whose were the missiles, and under whose command?",
    ),
    Slip(
        r"castro (?:could|was able to) (?:have )?(?:fired?|launch\w*|use\w*) the (?:nuclear )?(?:missiles|weapons)",
        "Who held the command over the missiles?",
        r"not|never",
    ),
    Slip(
        r"khrushchev (?:asked|consulted) castro (?:before|first)",
        "What did Castro himself say about being consulted?",
    ),
    Slip(
        r"castro (?:took part in|joined|attended) the (?:october )?negotiations",
        "With whom did Castro negotiate, and in which month?",
    ),
    Slip(
        r"(?:kennedy|the us|united states) (?:signed|gave) (?:a|an) (?:written|signed|formal) (?:treaty|guarantee|agreement|promise)",
        "Was there ever a signed text?",
    ),
    Slip(
        r"(?:russia(?:n)?s?'?s?) (?:premier|president|leader) (?:gorbachev|stalin|brezhnev)",
        "Who led the Soviet Union in 1962?",
    ),
    Slip(
        r"(?:stalin|brezhnev|gorbachev|eisenhower|nixon|johnson|reagan) (?:\w+ )?(?:sent|placed|removed|ordered) (?:the )?missiles",
        "Who was in office in October 1962?",
    ),
    Slip(
        r"(?:guevara|che) was (?:the )?(?:president|prime minister|leader) of cuba",
        "Who held which office in Cuba?",
    ),
    Slip(
        r"robert kennedy,? (?:the )?(?:vice[- ]president|secretary of state|president)",
        "Which office did Robert Kennedy hold?",
    ),
    Slip(
        r"(?:u thant),? (?:the )?(?:president|secretary of state)", "Which office did U Thant hold?"
    ),
    Slip(
        r"dobrynin,? (?:the )?(?:soviet )?(?:foreign minister|minister)",
        "Which office did Dobrynin hold?",
    ),
    Slip(
        r"alekseev,? (?:the )?(?:general|foreign minister|minister of defence)",
        "Which office did Alekseev hold?",
    ),
    Slip(
        r"malinovsky,? (?:the )?(?:ambassador|commander in cuba|foreign minister)",
        "Which office did Malinovsky hold?",
    ),
    Slip(
        r"pliyev (?:gave|ordered|decided)[^.]{0,30}(?:u-?2|shoot|fire)",
        "Where was Pliyev when the order was given?",
    ),
    Slip(r"statsenko [^.]{0,30}(?:u-?2|ordered|shot)", "Which weapons did Statsenko command?"),
    Slip(
        r"(?:end(?:ed|s)?|destroyed|killed) (?:the |any |every )?(?:chance|hope|possibility)s? (?:for|of) (?:a |any )?(?:quick|peaceful|diplomatic)",
        "How long after the shot did the settlement come?",
        r"not|almost|nearly|could have",
    ),
    Slip(
        r"castro's letter (?:made|forced|caused|convinced|persuaded) khrushchev",
        "What had Moscow decided before the letter arrived?",
        r"not|some",
    ),
    Slip(
        r"crisis (?:ended|was over|finished) (?:on )?(?:the )?28(?:th)?(?: of)? october",
        "Was it over for Cuba on that day?",
        r"not|would|for (?:the|kennedy|washington|moscow)",
    ),
    Slip(
        r"(?:cuba|castro) (?:was|is) (?:a )?(?:member of|in) (?:the )?warsaw pact",
        "Was Cuba a member of that alliance?",
        r"not",
    ),
    Slip(
        r"turkey (?:decided|agreed|asked) (?:to give up|to remove|that)",
        "Was Turkey asked?",
        r"not",
    ),
)
