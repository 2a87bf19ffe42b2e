from email import message_from_bytes

from tests.builders.edits import ADDRESS, OTHER, an_edit, body, found, held

MULTIPART = (
    b'--B\r\nContent-Disposition: form-data; name="email"\r\n\r\n%s\r\n'
    b'--B\r\nContent-Disposition: form-data; name="photo"; filename="marie.png"\r\nContent-Type: image/png\r\n\r\n'
    b"\x89PNG\x00\xff\r\n--B--\r\n"
)


def test_a_part_of_a_form_with_a_file_goes_whole() -> None:
    request = body(MULTIPART % ADDRESS.encode(), "multipart/form-data; boundary=B")
    gone = held(request, [an_edit(found(request, "email"))])
    assert gone.body == MULTIPART[MULTIPART.index(b"--B", 5) :]
    masked = held(request, [an_edit(found(request, "email"), OTHER), an_edit(found(request, "photo.filename"), 'a"b')])
    assert masked.body == (MULTIPART % OTHER.encode()).replace(b"marie.png", b"a%22b")
    parts = message_from_bytes(
        b"Content-Type: multipart/form-data; boundary=B\r\n\r\n" + (masked.body or b"")
    ).get_payload()
    assert [part.get_payload(decode=True) for part in parts] == [OTHER.encode(), b"\x89PNG\x00\xff"]  # type: ignore[union-attr]


def test_a_form_may_become_empty() -> None:
    request = body(
        b'--B\r\nContent-Disposition: form-data; name="email"\r\n\r\nmarie@mail.test\r\n--B--\r\n',
        "multipart/form-data; boundary=B",
    )
    assert held(request, [an_edit(found(request, "email"))]).body == b"--B--\r\n"
