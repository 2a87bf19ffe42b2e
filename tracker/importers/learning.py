"""What the person of some captures submitted in forms: read ahead, for the profile."""

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime

from tracker.disclosure import Finding
from tracker.importers.captures import Capture
from tracker.importers.importing import guarded
from tracker.importers.reading import Recorder, Tally
from tracker.learning import Lesson, learnable
from tracker.masking import Fingerprinter
from tracker.profile import Profile
from tracker.sites import Context


def lessons_in(captures: Iterable[Capture], profile: Profile) -> list[Lesson]:
    """Return what is to be learnt from the forms in capture files, beyond that profile, as far as they can be read."""
    lessons: list[Lesson] = []
    now = datetime.now(UTC)

    def learn(findings: tuple[Finding, ...], context: Context) -> None:
        lessons.extend(Lesson(value, now) for value in learnable(findings, context))

    recorder = Recorder(profile, Fingerprinter(secrets.token_bytes(32)), learn=learn)
    for capture in captures:
        for _ in guarded(recorder.records(capture, Tally()), capture.source, Tally()):
            pass
    return list({(value.category, value.value): Lesson(value, time) for value, time in lessons}.values())
