from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.bodies.multipart import File, Form, multipart_form
from tracker.detection.place import Place
from tracker.detection.unseen import Unseen
from tracker.traffic import Location

PLACE = Place(Location.MULTIPART)
TEXT = b'--B0\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
PICTURE = (
    b'--B0\r\nContent-Disposition: form-data; name="photo"; filename="Marie Dupont.png"\r\n'
    b"Content-Type: image/png\r\n\r\n\x89PNG\0\0\r\n"
)
END = b"--B0--\r\n"


def form_of(body: bytes, boundary: str = "B0", limit: int = 100) -> Form:
    form = multipart_form(body, boundary, PLACE, limit)
    assert form is not None
    return form


def values(form: Form) -> list[tuple[str, str]]:
    return [(field.path, field.value) for field in form.fields]


def test_text_parts_are_fields() -> None:
    form = form_of(TEXT % (b"email", b"marie@mail.test") + TEXT % (b"user[city]", "Nîmes".encode()) + END)
    assert values(form) == [("email", "marie@mail.test"), ("user[city]", "Nîmes")]
    assert form.fields[1].parents == ("user",)
    assert form.missed is None


def test_of_a_file_only_name_and_size_are_fields() -> None:
    form = form_of(PICTURE + END)
    assert values(form) == [("photo.filename", "Marie Dupont.png"), ("photo.size", "6")]
    assert form.files == [File("photo", b"\x89PNG\0\0")]


def test_a_file_without_a_name_or_content_has_no_such_field() -> None:
    body = b'--B0\r\nContent-Disposition: form-data; name="f"; filename=""\r\n\r\n\r\n' + TEXT % (b"a", b"1") + END
    assert values(form_of(body)) == [("a", "1")]


def test_a_binary_part_counts_as_a_file() -> None:
    assert form_of(TEXT % (b"blob", bytes(range(64))) + END).files == [File("blob", bytes(range(64)))]


def test_the_first_line_tells_the_boundary_where_no_header_does() -> None:
    assert values(form_of(TEXT % (b"a", b"1") + END, "")) == [("a", "1")]


def test_a_body_without_end_is_read() -> None:
    assert values(form_of(TEXT % (b"a", b"1"))) == [("a", "1")]


def test_browsers_escapes_of_names_are_undone() -> None:
    assert values(form_of(TEXT % (b"a%22b", b"1") + END)) == [('a"b', "1")]


def test_empty_parts_parts_without_names_and_huge_heads_are_left_out() -> None:
    body = (
        TEXT % (b"empty", b"")
        + b"--B0\r\nX: y\r\n\r\nz\r\n--B0\r\nno head"
        + b"--B0\r\nX: "
        + b"y" * 9000
        + b"\r\n\r\nz\r\n"
    )
    assert values(form_of(body + TEXT % (b"a", b"1") + END)) == [("a", "1")]


def test_no_more_parts_than_the_limit_are_read() -> None:
    form = form_of(TEXT % (b"a", b"1") * 20 + END, limit=5)
    assert len(form.fields) == 5
    assert form.missed is Unseen.OVERSIZED


def test_other_bodies_are_no_forms() -> None:
    assert multipart_form(b"a=1", "B0", PLACE, 10) is None
    assert multipart_form(b"--\r\n\r\n", "", PLACE, 10) is None
    assert multipart_form(b"a=1&b=2", "", PLACE, 10) is None
    assert multipart_form(b"--B0\r\n--B0--", "B0", PLACE, 10) is None


@given(st.binary(max_size=300), st.text(max_size=5))
def test_reading_never_raises(data: bytes, boundary: str) -> None:
    form = multipart_form(b"--" + boundary.encode("utf-8", "replace") + data, boundary, PLACE, 10)
    assert form is None or len(form.fields) + len(form.files) > 0


def test_a_file_shows_nothing_of_its_content() -> None:
    assert repr(File("a", b"secret")) == "File('a', 6 bytes)"


def test_a_form_may_be_empty_where_its_boundary_is_declared() -> None:
    assert form_of(END) == Form([], [], None)
    assert multipart_form(END, "", PLACE, 100) is None
