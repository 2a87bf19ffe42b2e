"""What runs, and what is kept, learnt and told. Where it lies is told by the page of settings alone."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from dashboard.api.fields import Count, Moment
from dashboard.api.parameters import Asked
from dashboard.api.places import placeless
from dashboard.installation import versions
from dashboard.recording_state import recording_state
from dashboard.wiring import wiring
from tracker.ledger import retention
from tracker.ledger.publishing import is_learning
from tracker.notifying.choice import is_on


@dataclass(frozen=True, slots=True)
class OneVersion:
    """A part of the program or of its knowledge."""

    part: str
    version: str
    note: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What runs at the moment, and what is set."""

    is_recording: bool
    since: Annotated[Moment | None, Meta(description="since when it runs; null where nothing does")]
    headline: Annotated[str, Meta(description="whether it is recorded what leaves, in a sentence")]
    troubles: Annotated[tuple[str, ...], Meta(description="what goes wrong at the moment, in sentences")]
    proxy: Annotated[str | None, Meta(description="host and port for browsers; null where none runs")]
    modes: Annotated[tuple[str, ...], Meta(description="mitmproxy's; none: the ordinary one")]
    kept_days: Annotated[Count | None, Meta(description="after how many days disclosures are erased; null: never")]
    is_learning: bool
    is_notifying: Annotated[bool, Meta(description="whether what is grave is told on the desktop")]
    versions: tuple[OneVersion, ...]


def settings(session: Session, asked: Asked) -> Settings:
    """Return what runs at the moment, how long disclosures are kept, and what is learnt and told."""
    current = wiring().settings()
    state = recording_state(current)
    return Settings(
        state.is_recording,
        state.since,
        state.headline,
        tuple(map(placeless, state.troubles)),
        state.proxy,
        state.modes,
        retention.kept_days(session),
        is_learning(session, current),
        is_on(session, current),
        tuple(OneVersion(*one) for one in versions(current)),
    )
