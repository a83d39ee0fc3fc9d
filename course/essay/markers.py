"""The open lists of words that make a move visible, as data.

A marker never earns a point by itself: each check asks for something else in
the same sentence, such as a source or a name. The lists are shown to students.
"""

import re
from functools import cache, lru_cache
from types import MappingProxyType

from course.essay.patterns import late

__all__ = ["MARKERS", "finds", "forget", "found", "pattern", "spans"]

_ESCAPED = late(r"\\.")

MARKERS = MappingProxyType(
    {
        "REASON": (
            r"because|since|therefore|thus|hence|so that|in that|on the grounds? that|due to|owing to"
            r"|as a result|(?:for|by) (?:this|that|which) reason|this is why|that is why|which is why"
            r"|by consequence|consequently|by \w+ing|the reason|, for (?!example|instance)|, as |, so |^so "
        ),
        "CONTRAST": (
            r"but|however|yet|although|though|even though|whereas|while|on the other hand|even so"
            r"|still|nevertheless|nonetheless|in fact|instead|even if|on the contrary|despite|in spite of"
        ),
        "CONCEDE": (
            r"sceptics?|skeptics?|defenders? of|counter-?arguments?|to be sure|no doubt,|(?:obvious|natural|likely|standard|easy) (?:reply|answer|response|retort)"
            r"|(?:might|may|could|can|will) be (?:replied|answered|countered)|(?:readers?|historians?|critics?|opponents?) (?:might|may|could|would|will)|"
            r"admittedly|it is (?:also |of course )?true|that is (?:right|true)|true,|granted|certainly"
            r"|(?:one|you|we|someone|it) (?:might|may|could|can|must|will|has to)(?: also| therefore| still| now)? (?:object|say|argue|reply|be (?:said|argued|admitted|objected))"
            r"|(?:some|many|certain|several|other|most) (?:people|historians|persons|scholars|books|textbooks|writers|authors|students|readers)?[ ]?(?:also |still |even |will |would |can |may |might )?(?:say|argue|argues|claim|think|believe|object|add|write|tell|are telling)"
            r"|(?:it is|is) (?:sometimes |often |also )?(?:argued|said|claimed|objected)|critics|against (?:this|my|that|it)\b"
            r"|at first sight|those who|opponents|of course|the (?:best|strongest|other|main|usual) (?:argument|case|objection|view|side)"
            r"|(?:best|strongest) (?:argument|case|objection)|an? (?:opposite|opposing|different) (?:view|opinion)|on the other side"
            r"|the (?:opposite|opposing|other|contrary) (?:view|side|case|argument|reading)|who considers|invokes|supporters of|people who believe|arguments? (?:against|that|for|in favou?r)|(?:case|point) (?:for|against)"
            r"|it (?:would be|is) (?:\w+ )?(?:tempting|easy|unfair) to|objection"
            r"|a (?:serious|better|good|strong) argument|the (?:small|large|big)-role view|must be admitted|only fair"
            r"|the (?:old|usual|common|familiar|dramatic|traditional|popular) (?:\w+ )?(?:picture|version|story|reading|answer)|the (?:picture|image|story) of|whoever"
            r"|(?:some|many|others) in \w+ (?:wondered|thought|believed)|speaks? against (?:me|this|my)"
        ),
        "GRADED": (
            r"i (?:suspect|doubt)|doubtful|conceivabl[ey]|tentative(?:ly)?|open question|inconclusive|unproven|arguabl[ey]|probable|probability|plausibly"
            r"|in all likelihood|(?:is|are|was|remains?) (?:unclear|disputed|open)|"
            # The month of May is no doubt.
            r"(?<!in )(?<!of )(?<!from )(?<!the )(?<!since )(?<!\d )may(?! (?:19|\d))|might|maybe|perhaps|probably|possibly|possible|likely|unlikely|suggests?|indicates?|appears?|seems?"
            r"|largely|in part|partly|plausible|established|uncertain|(?:not|less|never|fairly|almost|quite|as) (?:be )?(?:sure|certain)"
            r"|(?:cannot|can't|could not|nobody can|hard to) (?:be )?(?:sure|certain|prove|proved|know|known|exclude|excluded|tell|say|measure)"
            r"|at most|at least(?! (?:one|two|three|\d))|hardly|presumably|apparently|(?:we )?may suppose|would likely"
        ),
        "ABSOLUTE": (
            r"proves|proved|proving that|undeniabl[ey]|obviously|clearly|(?:makes|is) (?:it )?clear(?: that)?|everyone|everybody|no one"
            r"|never|always|without (?:a |any )?doubt|only reason|at all|definitely|of course everybody"
        ),
        "REPORT": (
            r"writes?|wrote|written|states?|stated|claims?|claimed|reports?|reported|tells?|told|testified|recalls?|recalled"
            r"|insists?|insisted|den(?:y|ies|ied)|according to|says?|said|explain(?:s|ed)?|confirm(?:s|ed)?|add(?:s|ed)?"
            r"|describe[sd]?|cabled|note[sd]?|announce[sd]?|calls?|called|affirms?|words?|letter|speech|point out"
        ),
        "AGREE": (
            r"squares? with|fits? (?:with|the|it|what|his|this)|bears? (?:it|this|him|them) out|borne out|tall(?:y|ies) with|echo(?:es|ed)?|backs? (?:it |this |him )?up|in line with|"
            # Castro's consent to the missiles is no agreement of sources.
            r"(?<!to )(?<!castro )(?<!\bhe )(?<!cuba )(?<!castro's )agree(?:s|d|ing)?(?! to\b)|confirm(?:s|ed)?|likewise|similarly|the same (?:thing|point|story|conclusion|voice)|both (?:say|report|show|sources|records|versions)"
            r"|(?<!to )support(?:s|ed)?|corroborat\w+|consistent|in the same way|speak with one voice|come from opposite sides|match(?:es)?|as does|too, (?:finds|reports|says|writes)"
        ),
        "DIFFER": (
            r"at odds|cannot both|irreconcilable|inconsistent|the reverse|the contrary|refut\w+|rebut\w*|undercuts?|belie[sd]|gives? the lie|(?:another|a second) (?:story|version)|"
            r"contradict\w*|differ(?:s|ed|ing)?|different(?:ly| from| (?:story|version|account|reading|picture|light))|unlike|by contrast|in contrast|the contrast|disagree\w*|in conflict|conflicts? with|opposite|incompatible|not (?:supported|agreeing|agree)"
            r"|something (?:else|different)|denie[ds]|denies|disputes?|disputed|protested|went further|were wrong"
        ),
        "OPPOSED": (
            r"sceptics?|skeptics?|defenders? of|counter-?arguments?|(?:obvious|natural|likely|standard|easy) (?:reply|answer|response|retort)|"
            r"critics|opponents|(?:best|strongest|serious|better|good|strong|main) (?:argument|case|objection)|against (?:this|my|that|it)\b"
            r"|the (?:opposite|opposing|other|contrary) (?:view|side|case|argument|reading)|(?:one|you|someone) (?:might|may|could|can)(?: also)? (?:object|reply|argue|say)"
            r"|those who|supporters of|people who believe|who considers|(?:small|large|big)-role view|on the other hand"
            r"|some (?:people|historians|writers|books|authors)|the (?:old|usual|common|familiar|dramatic|traditional|popular) (?:\w+ )?(?:picture|version|story|reading|answer)|speaks? against (?:me|this|my)"
        ),
        "TURN": r"but|however|whereas|while|yet|although|though|nevertheless|nonetheless|on the other hand",
        "CONCLUDE": (
            r"in conclusion|to conclude|to sum up|in sum|summing up|all in all|in the end,|overall|as a conclusion|for finish"
            r"|finally, (?:i|we|it)|at the end i|in short|as you can see|so as you can see|altogether|a fair verdict"
        ),
        "STEP": (
            r"first|firstly|second|secondly|third|thirdly|fourth|fourthly|next|then|finally|lastly|(?:what|there) remains?|now to|start with|to begin with"
            r"|objection|argument|test|respect|question|point|reason|case|phase|kind"
        ),
        "LINK": (
            r"first|firstly|second|secondly|third|thirdly|fourth|next|then|finally|lastly|after(?: this| that|wards)?|also|another|moreover|furthermore"
            r"|in addition|besides|again|however|but|yet|still|nevertheless|on the other hand|against|although|while|whereas"
            r"|therefore|thus|so|hence|because|since|as a result|this|these|that|such|for example|for instance|the same|both|too|at first|of course"
            r"|in the (?:beginning|end|settlement)|at the end|now|and|nor|at the (?:start|outset|beginning)|to (?:return|conclude|sum up)|in conclusion|all in all|on balance|during|before|when|in november|there (?:is|are|remains?|were)|what|let (?:us|me)|consider|some people|critics|certain|one (?:reason|could|might|can)|many|it is"
        ),
        "STANCE": (
            r"substantial|peripheral|subordinate|minimal|pivotal|profound|fundamental|indispensable|"
            r"small|large|big|great|minor|major|limited|little|marginal|unimportant|insignificant|irrelevant|primary|decisive|central|secondary|important|modest|significant"
            r"|crucial|considerable|key|essential|main|chief|dominant|huge|massive|slight|negligible|medium|extremely|partial|indirect|tiny|least|greatest|larger|smaller|bigger|enormous|puppet|pawn"
            r"|bystander|spectator|partner|author|architect|the one (?:man|person|leader|who)"
        ),
        "ROLE": (
            r"catalyst|protagonist|participant|footnote|leverage|veto|control(?:led)?|agent|significance|"
            r"role|rol|part(?! of)|influence[ds]?|agency|responsib\w+|share|say|voice|importance|important|impact|weight|matter(?:s|ed)?"
            r"|players?|actors?|figures?|power|decide[sd]?|hero|puppet|pawn|spectator|bystander|to blame|contribut\w+|counted|shape[sd]?"
        ),
        "DEGREE": (
            r"substantial\w*|peripheral|subordinate|minimal|pivotal|profound|fundamental|indispensable|"
            r"small\w*|larg\w+|big\w*|great\w*|unimportant|insignificant|irrelevant|primary|minor|major|limited|little|marginal|decisive|central|secondary|important|modest|significant\w*"
            r"|crucial|considerable|key|essential|main\w*|chief\w*|mostly|huge|massive|slight|negligible|medium|partly|more .{1,60} than|less .{1,60} than|rather than|only|not .{1,60} but|both .{1,60} and|almost none"
            r"|in (?:one|some|two) respects?|puppet|pawn|no (?:role|part)|hardly|largely|indirect\w*|third player|not so"
        ),
        "SMALL": (
            r"peripheral|subordinate|minimal|footnote|"
            r"small\w*|minor|limited|little|marginal|secondary|modest|slight|negligible|insignificant|supporting|less important|puppet|pawn|bystander|spectator|hardly|not (?:so |very |really |that |all that |too |as )?(?:important|large|big|great|decisive)"
            r"|no (?:role|part|influence)|unimportant|not to be important|just a|left out|not asked|not (?:been )?consulted|not take part|without (?:him|castro)|almost none|nothing to say|irrelevan\w+"
        ),
        "LARGE": (
            r"protagonist|the one (?:man|person|leader|player) who|substantial\w*|pivotal|profound|fundamental|indispensable|"
            r"large|larger|big|bigger|great|greater|greatly|major|primary|decisive|central|important|significant|crucial|considerable|key|essential|huge|massive|powerful|chief|dominant|main"
            r"|mattered|to blame|third player|dangerous|add to castro|heavily"
        ),
        "DEFINE": (
            r"yardstick|criteri(?:on|a)|counts? as|is meant|(?:is|means) to ask|i take [^.]{0,20} to mean|at least (?:two|three) (?:things|questions|senses)|"
            r"(?:by|with) [^.]{0,30}(?:i|we) (?:mean|understand)|(?:i|we) (?:mean|understand) (?:by|here|with|the|influence|that)|is understood as|in the sense of|(?:can|may|could) mean|mean(?:s|ing)? (?:by|that|taking|the|if)"
            r"|(?:three|two|four|these) (?:respects|moments|tests|things|points|ways|senses|dimensions|meanings)|measure[sd]? (?:by|in|on)|to measure|if a .{0,12}role.{0,12} means|a (?:person|man|leader) has a role when"
            r"|what (?:a|is a) role|depends on|on that measure|definition|define[sd]?|in (?:a|one|two|three) (?:\w+ )?(?:respects?|senses?)(?=:|, namely)"
            r"|(?:by|to) (?:this|that|the|a) (?:\w+ )?(?:test|measure|method|standard)|tests? (?:how|whether|of)|ask(?:s|ed)? of each|kinds? of (?:it|role)|not one thing|if (?:a |the |his )?role (?:is|means)"
            r"|in (?:what|which) (?:respect|sense)"
        ),
    }
)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return the compiled list of that name; compiled at first use, for a quick import."""
    body = MARKERS[name]
    return re.compile(rf"(?:(?<!\w)|(?=,))(?:{body})(?!\w)", re.IGNORECASE)


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


@cache
def _small(name: str) -> re.Pattern[str]:
    """Return the list for text in small letters: a search that minds case takes half the time."""
    return re.compile(pattern(name).pattern)


@cache
def _small_expression(expression: str) -> re.Pattern[str] | None:
    """Return the same for an expression; None where it speaks of capital letters itself."""
    has_capitals = any(char.isupper() for char in _ESCAPED.sub("", expression))
    return None if has_capitals else re.compile(expression)


@lru_cache(maxsize=4_096)
def _lowered(text: str) -> str:
    """Lower a text and keep its length, so that places stay the same."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


@lru_cache(maxsize=16_384)
def found(name: str, text: str) -> bool:
    """Say whether a text holds a marker of the list."""
    return _small(name).search(_lowered(text)) is not None


def spans(name: str, text: str) -> list[tuple[int, int]]:
    """List where the markers of a list stand in a text."""
    return [match.span() for match in _small(name).finditer(_lowered(text))]


@lru_cache(maxsize=16_384)
def finds(expression: str, text: str) -> re.Match[str] | None:
    """Search a text for a regular expression given as data, ignoring case."""
    small = _small_expression(expression)
    if small is not None and small.search(_lowered(text)) is None:
        return None
    return _compiled(expression).search(text)


def forget() -> None:
    """Drop what was remembered of the last essay; several checks ask the same of one sentence."""
    found.cache_clear()
    finds.cache_clear()
    _lowered.cache_clear()
