from tests.builders.edits import ADDRESS, edit_of
from tracker.rewriting import Left, Reason, Rewritten


def test_values_are_not_in_the_repr() -> None:
    edit = edit_of("email")
    assert repr(edit) == "Edit(json, 'email', encoding=(), replaced)"
    assert repr(edit._replace(replacement=None)).endswith("out)")
    done = Rewritten("/?email=" + ADDRESS, (), ADDRESS.encode(), (edit,), (Left(edit, Reason.SIGNED),))
    assert repr(done) == "Rewritten(1 done, 1 left)"
