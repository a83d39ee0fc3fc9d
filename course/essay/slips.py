"""Slips that essays on this subject are known to make: data for check C22.

Slips on offices stand first. Patterns ignore case; keys are plain lower-case
words, one of which any match must hold.
"""

from course.essay.records import record

__all__ = ["SLIPS", "Slip"]


@record
class Slip:
    """One known slip.

    Parameters
    ----------
    keys : tuple of str
    pattern : str
        What gives the slip away.
    question : str
        What the feedback asks. It names the fault, not the repair.
    unless : str
        Words in the same sentence that take it back; may be empty.
    """

    keys: tuple[str, ...]
    pattern: str
    question: str
    unless: str = ""


SLIPS = (
    Slip(
        ("amb",),
        r"(?:united states|u\.?s\.?a?|american|washington's?)(?: \w+)? amb\w*?(?:ass?\w*d)\w* (?:in|to|at|of) (?:cuba|havana)|amb\w*?(?:ass?\w*d)\w* (?:for|of|from) (?:the )?(?:united states|u\.?s\.?a?|america)[^.]{0,20} (?:in|to|at) (?:cuba|havana)",
        "There was no US ambassador in Cuba in 1962; relations had been broken in January 1961. Whom do you mean, and when did he write?",
        "former|last|had (?:left|been)|until 1960|left in 1960|no longer",
    ),
    Slip(
        ("president",),
        "president khrushchev|khrushchev,? (?:the )?president|khrushchev was (?:the )?president",
        "Which office did Khrushchev hold?",
    ),
    Slip(
        ("president",),
        "president castro|castro (?:was|is|,) (?:the )?president",
        "Which office did Castro hold in 1962? Who was president of Cuba then?",
    ),
    Slip(
        ("base",),
        r"(?:remov\w+|trad\w+|giv\w+ up|clos\w+|for) (?:their|its|his|the|a) (?:military |american |us )?bases? in turkey",
        "What exactly left Turkey in 1963: a base, or something that stood on one?",
    ),
    Slip(
        ("base",),
        "(?:established|built|had|has) (?:a|an|their|its|his) (?:american |us |military )*bases? in turkey",
        "Is a base what mattered in Turkey? Say what stood there, how many, and under whose command.",
    ),
    Slip(
        ("turkey",),
        "kennedy (?:publicly|openly) (?:traded|promised to remove|offered)[^.]{0,30}turkey",
        "Which part of the terms was public, and which was not?",
    ),
    Slip(
        ("crisis",),
        "thirteen days [^.]{0,20}(?:whole|entire) crisis|whole crisis [^.]{0,15}(?:thirteen|13) days",
        "Was the crisis over for Cuba after thirteen days?",
    ),
    Slip(
        ("nuclear",),
        r"(?:wanted|asked|told|recommend\w+|urg\w+|request\w+|advocat\w+)[^.]{0,60}(?:start a nuclear war|first nuclear (?:attack|strike)|nuclear first strike|attack the (?:usa|us|united states|americans) (?:first )?with nuclear)",
        "On what condition did the letter speak of a nuclear strike?",
        r"\bif\b|in case|in the case|condition\w*|invasion|invade[sd]?|occup\w+|only",
    ),
    Slip(
        ("shot", "brought"),
        r"(?:cubans?|castro(?:'s (?:men|soldiers|troops|gunners|guns|army|forces))?|his soldiers|they) (?:\w+ )?(?:shot|brought) (?:down )?(?:an?|the|one|it)(?: american)? ?(?:u-?2|plane|spy plane)?(?: down)?",
        "Who fired at the U-2? Which source names the unit?",
        r"low|khrushchev|claim\w*|said|according|think|thought|blam\w+|accus\w+|believ\w+|attribut\w+|announced",
    ),
    Slip(
        ("missiles",),
        "castro (?:had )?(?:asked|begged) khrushchev (?:to send|for)(?: him)?(?: the)? (?:nuclear )?missiles|castro (?:wanted|asked for|requested) (?:them|the missiles)",
        "Whose idea were the missiles? Two kinds of source differ here.",
        r"according|claim\w*|said|wrote|says",
    ),
    Slip(
        ("missiles", "warheads"),
        "(?:cuban|castro's) (?:nuclear )?(?:missiles|warheads)(?! (?:crisis|sites))",
        "Whose were the missiles, and under whose command?",
    ),
    Slip(
        ("missiles", "weapons"),
        r"castro (?:could|was able to) (?:have )?(?:fired?|launch\w*|use\w*) the (?:nuclear )?(?:missiles|weapons)",
        "Who held the command over the missiles?",
        "not|never",
    ),
    Slip(
        ("castro",),
        "khrushchev (?:asked|consulted) castro (?:before|first)",
        "What did Castro himself say about being consulted?",
    ),
    Slip(
        ("negotiations",),
        "castro (?:took part in|joined|attended) the (?:october )?negotiations",
        "With whom did Castro negotiate, and in which month?",
    ),
    Slip(
        ("signed", "gave"),
        "(?:kennedy|the us|united states) (?:signed|gave) (?:a|an) (?:written|signed|formal) (?:treaty|guarantee|agreement|promise)",
        "Was there ever a signed text?",
    ),
    Slip(
        ("gorbachev", "stalin", "brezhnev"),
        "(?:russia(?:n)?s?'?s?) (?:premier|president|leader) (?:gorbachev|stalin|brezhnev)",
        "Who led the Soviet Union in 1962?",
    ),
    Slip(
        ("missiles",),
        r"(?:stalin|brezhnev|gorbachev|eisenhower|nixon|johnson|reagan) (?:\w+ )?(?:sent|placed|removed|ordered) (?:the )?missiles",
        "Who was in office in October 1962?",
    ),
    Slip(
        ("guevara", "che "),
        "(?:guevara|che) was (?:the )?(?:president|prime minister|leader) of cuba",
        "Who held which office in Cuba?",
    ),
    Slip(
        ("robert",),
        "robert kennedy,? (?:the )?(?:vice[- ]president|secretary of state|president)",
        "Which office did Robert Kennedy hold?",
    ),
    Slip(
        ("thant",),
        "(?:u thant),? (?:the )?(?:president|secretary of state)",
        "Which office did U Thant hold?",
    ),
    Slip(
        ("dobrynin",),
        "dobrynin,? (?:the )?(?:soviet )?(?:foreign minister|minister)",
        "Which office did Dobrynin hold?",
    ),
    Slip(
        ("alekseev",),
        "alekseev,? (?:the )?(?:general|foreign minister|minister of defence)",
        "Which office did Alekseev hold?",
    ),
    Slip(
        ("malinovsky",),
        "malinovsky,? (?:the )?(?:ambassador|commander in cuba|foreign minister)",
        "Which office did Malinovsky hold?",
    ),
    Slip(
        ("pliyev",),
        "pliyev (?:gave|ordered|decided)[^.]{0,30}(?:u-?2|shoot|fire)",
        "Where was Pliyev when the order was given?",
    ),
    Slip(
        ("statsenko",),
        "statsenko [^.]{0,30}(?:u-?2|ordered|shot)",
        "Which weapons did Statsenko command?",
    ),
    Slip(
        ("chance", "hope", "possibilit"),
        "(?:end(?:ed|s)?|destroyed|killed) (?:the |any |every )?(?:chance|hope|possibility)s? (?:for|of) (?:a |any )?(?:quick|peaceful|diplomatic)",
        "How long after the shot did the settlement come?",
        "not|almost|nearly|could have",
    ),
    Slip(
        ("letter",),
        "castro's letter (?:made|forced|caused|convinced|persuaded) khrushchev",
        "What had Moscow decided before the letter arrived?",
        "not|some",
    ),
    Slip(
        ("crisis",),
        "crisis (?:ended|was over|finished) (?:on )?(?:the )?28(?:th)?(?: of)? october",
        "Was it over for Cuba on that day?",
        "not|would|for (?:the|kennedy|washington|moscow)",
    ),
    Slip(
        ("warsaw",),
        "(?:cuba|castro) (?:was|is) (?:a )?(?:member of|in) (?:the )?warsaw pact",
        "Was Cuba a member of that alliance?",
        "not",
    ),
    Slip(
        ("turkey",),
        "turkey (?:decided|agreed|asked) (?:to give up|to remove|that)",
        "Was Turkey asked?",
        "not",
    ),
)
