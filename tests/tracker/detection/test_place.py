from tracker.detection.place import Payload, Place
from tracker.traffic import Field, Location


def test_a_field_lies_where_its_place_is() -> None:
    place = Place(Location.QUERY, "dl", ("dl",), ("urlencode",))
    assert place.field("user[email]", "m@x.test") == Field(
        Location.QUERY, "dl.user[email]", "email", "m@x.test", ("dl", "user"), ("urlencode",)
    )
    assert place.field("", "x").path == "dl"
    assert Place(Location.FORM).field("a", "1") == Field(Location.FORM, "a", "a", "1")


def test_a_payload_does_not_show_its_data() -> None:
    assert "marie" not in repr(Payload(Location.BODY, "$", b"marie@mail.test"))
