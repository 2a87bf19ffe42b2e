"""A text -> the special categories that its words speak of."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from tracker.detection.topics.lexicon import Lexicon, Phrase, Topic, builtin
from tracker.detection.topics.words import words_of
from tracker.detection.verdict import Verdict
from tracker.taxonomy import TAXONOMY, Category

_MOST_CHARACTERS = 2000
_MOST_PHRASES = 32
_MOST_VERDICTS = 4
_NEAR = 6  # words between an ambiguous one and its context
_ALONE, _SURE, _SURER, _IN_CONTEXT = 0.6, 0.7, 0.8, 0.55

type Words = list[str]


class Said(NamedTuple):
    """A topic that a phrase at a place speaks of."""

    topic: Topic
    start: int
    end: int


def topic_verdicts(text: str) -> tuple[Verdict, ...]:
    """Return what a search or a title tells of the special categories, at most four topics. Never raises."""
    return _told(text[:_MOST_CHARACTERS])


@lru_cache(2048)
def _told(text: str) -> tuple[Verdict, ...]:
    return verdicts_of(words_of(text))


def verdicts_of(words: Words) -> tuple[Verdict, ...]:
    """Return what words tell; an empty word ends a phrase."""
    lexicon = builtin()
    said = list(islice(_said(words, lexicon), _MOST_PHRASES))
    if not said:
        return ()
    is_of_a_work = not lexicon.works.isdisjoint(words)
    alone = {topic.category for topic, _, _ in said if not topic.context}
    found: dict[tuple[str, str], Verdict] = {}
    for one in said:
        if verdict := _verdict(one, words, alone, said, is_of_a_work):
            found.setdefault((verdict.category.value, one.topic.name), verdict)
    return tuple(found.values())[:_MOST_VERDICTS]


def _said(words: Words, lexicon: Lexicon) -> Iterator[Said]:
    """Yield the topics of the phrases, the longest at each place; no word belongs to two."""
    place, most = 0, len(words)
    while place < most:
        phrase = _phrase_at(place, words, lexicon)
        end = place + (len(phrase.words) if phrase else 1)
        if phrase:
            yield from (Said(topic, place, end) for topic in phrase.topics)
        place = end


def _phrase_at(place: int, words: Words, lexicon: Lexicon) -> Phrase | None:
    for phrase in lexicon.phrases.get(words[place], ()):
        if tuple(words[place : place + len(phrase.words)]) == phrase.words:
            return phrase
    return None


def _verdict(one: Said, words: Words, alone: set[Category], said: list[Said], is_of_a_work: bool) -> Verdict | None:
    topic = one.topic
    if topic.context:
        is_settled = _is_settled(one, words)
        if is_of_a_work or not (is_settled or topic.category in alone):
            return None
        return _worded(topic, _IN_CONTEXT, is_settled=is_settled)
    others = any(other.topic.category is topic.category and other.start != one.start for other in said)
    signs = (one.end - one.start > 1) + others - is_of_a_work
    return _worded(topic, (_ALONE, _SURE, _SURER)[signs]) if signs >= 0 else None


def _is_settled(one: Said, words: Words) -> bool:
    """Whether a word near an ambiguous one settles it."""
    near = words[max(0, one.start - _NEAR) : one.start] + words[one.end : one.end + _NEAR]
    return not one.topic.context.isdisjoint(near)


def _worded(topic: Topic, confidence: float, *, is_settled: bool = False) -> Verdict:
    """The reasoning names the list, not the topic: what somebody looked for is not to be read in a record of it."""
    context = ", beside one that settles what is meant" if is_settled else ""
    label = TAXONOMY[topic.category].label
    words = f"Words of it are in the {topic.language} list of topics on {label}{context}."
    return Verdict(topic.category, confidence, words, topic.name)
