"""Group G, gates: they carry no points; they limit the total and call a person."""

from collections.abc import Callable

from course.essay.language import ARTICLES
from course.essay.markers import finds, spans
from course.essay.parts import Sentence
from course.essay.records import record
from course.essay.rules import counted, said
from course.essay.runs import shared_words
from course.essay.study import Study
from course.essay.thresholds import LIMITS
from course.essay.words import FUNCTION_WORDS, words

__all__ = ["GATES", "Gate", "GateOutcome"]

_COUNTED_LISTS = ("REASON", "CONTRAST", "CONCEDE", "GRADED", "ABSOLUTE", "REPORT")
_TOPIC = (
    "castro|fidel",
    "khrushchev|kruschev|khruschev|krushchev",
    "kennedy|jfk",
    r"cuba\w*",
    r"missiles?|rockets?|weapons?",
)


@record
class GateOutcome:
    """What one gate found.

    Parameters
    ----------
    passed : bool
    reason : str
        One sentence with the figures behind it.
    sentences : tuple of Sentence
        Where to look.
    is_certain : bool
        True where the gate alone decides that there is no result.
    is_flagrant : bool
        True where the total is capped on top of the usual effect.
    """

    passed: bool
    reason: str
    sentences: tuple[Sentence, ...] = ()
    is_certain: bool = False
    is_flagrant: bool = False


@record
class Gate:
    """One gate of the rubric: id, title, what a failure means, and how it looks."""

    id: str
    title: str
    effect: str
    look: Callable[[Study], GateOutcome]


def _language(study: Study) -> GateOutcome:
    size = len(study.essay.words)
    if size < LIMITS.gate_words:
        return GateOutcome(True, f"Too short to judge its language ({counted(size, 'word')}).")
    figures = study.language
    low, high = LIMITS.function_words
    faults: list[str] = []
    if not low <= figures.function_words <= high:
        faults.append(
            f"{figures.function_words:.0%} of the words are small words (usual: {low:.0%} to {high:.0%})"
        )
    # Long texts repeat their words; the bounds are those of an essay of the length asked.
    low, high = LIMITS.distinct_words
    if figures.distinct_words > high or (
        figures.distinct_words < low and size <= LIMITS.length[-1][1]
    ):
        faults.append(
            f"{figures.distinct_words:.0%} of the words are different ones (usual: {low:.0%} to {high:.0%})"
        )
    if figures.distinct_triples < LIMITS.distinct_triples:
        faults.append(f"{1 - figures.distinct_triples:.0%} of all word triples are repeats")
    least, most = LIMITS.sentence_words
    if (
        not least <= figures.sentence_mean <= most
        and len(study.essay.sentences) >= LIMITS.gate_sentences
    ):
        faults.append(f"a sentence has {figures.sentence_mean:.0f} words on average")
    if (
        figures.sentence_deviation < LIMITS.sentence_deviation
        and len(study.essay.sentences) >= LIMITS.gate_sentences
    ):
        faults.append("all sentences are of one length")
    if figures.impossible_pairs > LIMITS.impossible_pairs:
        faults.append(
            f"{figures.impossible_pairs:.0%} of the places after an article or preposition hold a word that cannot stand there"
        )
    if figures.bare_share > LIMITS.bare_share:
        faults.append(
            f"{figures.bare_share:.0%} of the text stands in sentences without small words, like a list"
        )
    if not faults:
        return GateOutcome(
            True, "Reads like connected English prose; spelling and grammar play no part."
        )
    return GateOutcome(
        False, f"Does not read like connected prose: {'; '.join(faults)}.", tuple(figures.bare[:6])
    )


def _coherence(study: Study) -> GateOutcome:
    share = study.coherence
    if share is None:
        count = len(study.essay.sentences)
        return GateOutcome(True, f"Too short to judge ({counted(count, 'sentence')}).")
    passed = share >= LIMITS.coherence_beats
    return GateOutcome(
        passed,
        f"Sentences of one paragraph belong together better than in about {share:.0%} of all random orders"
        + ("." if passed else f"; {LIMITS.coherence_beats:.0%} is usual."),
    )


def _density(study: Study) -> GateOutcome:
    size = max(1, len(study.essay.words))
    ids = sum(len(cited.ids) for cited in study.essay.citations)
    articles = sum(word in ARTICLES for word in study.essay.words)
    # Learners who leave out articles write no denser for it.
    dense = 100 * ids / max(size, (size - articles) / (1 - LIMITS.article_share))
    markers, row, longest, where = 0, 0, 0, None
    for sentence in study.essay.sentences:
        places = sorted(
            dict(span for name in _COUNTED_LISTS for span in spans(name, sentence.prose)).items()
        )
        markers += len(places)
        last_end = -10
        row = 0
        for start, stop in places:
            row = row + 1 if start - last_end <= len(", ") else 1
            last_end = stop
            if row > longest:
                longest, where = row, sentence
    faults: list[str] = []
    if size >= LIMITS.gate_words and 100 * markers / size > LIMITS.markers_per_100:
        faults.append(f"{100 * markers / size:.0f} marker words in 100")
    if dense > LIMITS.ids_per_100 and ids > LIMITS.ids_wanted:
        faults.append(f"{dense:.1f} source ids in 100 words")
    if longest >= LIMITS.markers_in_a_row:
        faults.append(f"{longest} marker words in a row")
    if not faults:
        return GateOutcome(
            True,
            f"{100 * markers / size:.1f} marker words and {dense:.1f} source ids in 100 words.",
        )
    heaps = sum(len(one.ids) > 1 for one in study.essay.sentences)
    return GateOutcome(
        False,
        f"Too dense to be read: {'; '.join(faults)}.",
        (where,) if where and longest >= LIMITS.markers_in_a_row else (),
        is_flagrant=dense > LIMITS.heap_per_100 and 2 * heaps > len(study.essay.sentences),
    )


def _own_words(study: Study) -> GateOutcome:
    if study.catalogue.is_empty:
        return GateOutcome(True, "The sources of the course were not at hand.")
    shared = shared_words(study)
    runs = shared.runs
    if shared.seed_share >= LIMITS.is_seed:
        return GateOutcome(True, "This is the seed essay itself, reported as it stands.")
    if shared.share > LIMITS.copied_share:
        return GateOutcome(
            False,
            f"{shared.share:.0%} of the text stands word for word in the sources or in the seed essay.",
            tuple(run.sentence for run in runs[:6]),
            is_certain=True,
        )
    if runs:
        longest = max(runs, key=lambda run: run.size)
        return GateOutcome(
            False,
            f"{said([run.sentence for run in runs]).capitalize()} share{'s' if len(runs) == 1 else ''} up to {longest.size} words in a row with {longest.origin}, outside quotation marks.",
            tuple(run.sentence for run in runs[:6]),
        )
    return GateOutcome(
        True, "No long run of words is shared with a source outside quotation marks."
    )


def _topic(study: Study) -> GateOutcome:
    text = " ".join(one.prose for one in study.essay.sentences)
    hit = [part for part in _TOPIC if finds(rf"\b(?:{part})\b", text)]
    names = study.names_in(study.essay.sentences) - FUNCTION_WORDS
    enough_names = study.catalogue.is_empty or len(names) >= LIMITS.topic_names
    if len(hit) >= LIMITS.topic_words and enough_names:
        return GateOutcome(
            True,
            f"Speaks of the crisis: {counted(len(names), 'name')} of the sources occur{'s' if len(names) == 1 else ''}.",
        )
    about = (
        "There is too little text to read."
        if len(words(text)) < LIMITS.gate_words
        else "The text does not seem to speak of October 1962 in Cuba."
    )
    return GateOutcome(
        False,
        f"{about} {counted(len(names), 'name').capitalize()} of the sources and {len(hit)} of its five chief words were found.",
        is_certain=True,
    )


GATES = (
    Gate("G1", "Language", "The total is capped at 30.", _language),
    Gate(
        "G2",
        "Coherence",
        "A flag; groups D and E are halved only if G3 or C06 fails too.",
        _coherence,
    ),
    Gate("G3", "Marker density", "Groups B to E are halved.", _density),
    Gate("G4", "Own words", "Five points; where a fifth is copied, no result.", _own_words),
    Gate("G5", "Topic", "No result.", _topic),
)
