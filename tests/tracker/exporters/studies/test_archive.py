import hashlib
import io
import zipfile

from tracker.exporters.studies.archive import Archive, Member
from tracker.study_tables import CHECKSUMS


def an_archive() -> tuple[bytes, dict[str, Member]]:
    out = io.BytesIO()
    with Archive(out) as archive:
        archive.put("b.txt", "two\n")
        with archive.member("data/a.parquet") as file:
            file.write(b"on")
            file.write(memoryview(b"e"))
        archive.seal()
    return out.getvalue(), archive.members


def test_what_is_put_in_is_in_it() -> None:
    data, members = an_archive()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.read("data/a.parquet") == b"one"
        assert archive.getinfo("data/a.parquet").compress_type == zipfile.ZIP_STORED
        assert archive.getinfo("b.txt").compress_type == zipfile.ZIP_DEFLATED
    assert members["b.txt"] == Member(4, hashlib.sha256(b"two\n").hexdigest())


def test_the_checksums_are_of_all_and_as_sha256sum_reads_them() -> None:
    data, _ = an_archive()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        lines = archive.read(CHECKSUMS).decode().splitlines()
        assert lines == [
            f"{hashlib.sha256(archive.read(name)).hexdigest()}  {name}" for name in ("b.txt", "data/a.parquet")
        ]


def test_the_same_content_is_the_same_file() -> None:
    assert an_archive() == an_archive()
