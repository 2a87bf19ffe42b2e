"""Each reason that there is has words of its own on what can be done."""

from dashboard.unread import remedy
from dashboard.wording import UNSEEN


def test_every_known_reason_has_a_remedy_of_its_own() -> None:
    told = {reason: remedy(reason) for reason in [*UNSEEN, "unheard-of"]}
    assert len({one.means for one in told.values()}) == len(told)
    assert len({one.deed for one in told.values()}) == len(told)
    assert "no more to say" in told["unheard-of"].means
