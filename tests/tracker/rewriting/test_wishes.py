import json

from tests.builders.edits import ADDRESS, OTHER, an_edit, body, found, held
from tracker.rewriting.wishes import occurrences


def test_a_value_within_a_longer_one_is_replaced_there_and_goes_with_it() -> None:
    request = body(json.dumps({"m": f"I am Marie@mail.test, not {ADDRESS}", "tel": "06 12 34 56 78"}))
    field = found(request, "m")
    within = held(request, [an_edit(field, OTHER, ADDRESS)])
    assert json.loads(within.body or b"")["m"] == f"I am Marie@mail.test, not {OTHER}"
    other = held(request, [an_edit(field, OTHER, "MARIE@mail.TEST")])
    assert json.loads(other.body or b"")["m"] == f"I am {OTHER}, not {OTHER}"
    gone = held(request, [an_edit(field, None, ADDRESS)])
    assert list(json.loads(gone.body or b"")) == ["tel"]
    phone = held(request, [an_edit(found(request, "tel"), "+33199000000", "+33612345678")])
    assert json.loads(phone.body or b"")["tel"] == "+33199000000"


def test_where_edits_overlap_the_first_counts() -> None:
    request = body(json.dumps({"m": "marie@mail.test and anne"}))
    field = found(request, "m")
    done = held(
        request, [an_edit(field, "a", "marie@mail.test"), an_edit(field, "b", "mail"), an_edit(field, "c", "anne")]
    )
    assert json.loads(done.body or b"") == {"m": "a and c"}


def test_a_value_that_stands_nowhere_is_not_looked_for() -> None:
    assert occurrences("", "abc") == []
    assert occurrences("\u0130x", "a\u0130X") == []
