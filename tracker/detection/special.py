"""Special categories (GDPR article 9) in what is searched for and in the pages that others are told of."""

from collections.abc import Iterable, Iterator

from tracker.detection.topics import address_topics, topic_verdicts
from tracker.detection.verdict import Verdict
from tracker.disclosure import Evidence, Finding, Method
from tracker.taxonomy import Category

_TOLD = frozenset({Category.SEARCH_QUERY, Category.PAGE_VISITED})
_MOST = 10  # topics in one request


def with_topics(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings, and what the words of searches and pages among them say of the special categories.

    Each topic is told once in a request, where it is told first.
    """
    told = [finding for finding in findings if finding[0] in _TOLD]
    if not told:
        return findings
    topics = {(topic.category, topic.value): topic for topic in reversed(list(_topics(told)))}
    return (*findings, *list(topics.values())[::-1][:_MOST]) if topics else findings


def _topics(findings: Iterable[Finding]) -> Iterator[Finding]:
    for finding in findings:
        yield from (_topic(finding, verdict, topic) for verdict in _verdicts(finding) if (topic := verdict.value))


def _verdicts(finding: Finding) -> tuple[Verdict, ...]:
    is_address = finding.category is Category.PAGE_VISITED and "://" in finding.value[:10]
    return address_topics(finding.value) if is_address else topic_verdicts(finding.value)


def _topic(finding: Finding, verdict: Verdict, topic: str) -> Finding:
    """A topic is no surer than that the text was searched for, or the page seen."""
    seen = finding.evidence
    confidence = min(verdict.confidence, seen.confidence)
    evidence = Evidence(seen.location, seen.path, Method.VALUE, confidence, verdict.reasoning, seen.encoding)
    return Finding(verdict.category, topic, evidence)
