"""datenanfragen.de."""

from pathlib import Path

from tests.builders.upstream import archive, contact
from tracker.upstream.source import Converted
from tracker.upstream.sources.datenanfragen import SOURCE

TOP = "data-master"


def read(folder: Path, files: dict[str, object]) -> Converted:
    path = folder / "data.tar.gz"
    path.write_bytes(archive({f"{TOP}/{name}": document for name, document in files.items()}))
    return SOURCE.read({path.name: path})


def test_contacts_stand_under_the_domain_of_their_website(tmp_path: Path) -> None:
    french = contact("adpix-fr", email=None, webform=None, **{"relevant-countries": ["fr"], "needs-id-document": True})
    found = read(tmp_path, {"companies/adpix.json": contact("adpix"), "companies/adpix-fr.json": french})
    assert found.rows == 2
    assert list(found.body["contacts"]) == ["adpix.test"]
    first, second = found.body["contacts"]["adpix.test"]
    assert first == {
        "slug": "adpix",
        "name": "AdPix AB",
        "countries": ["all"],
        "email": "privacy@adpix.test",
        "webform": "https://adpix.test/privacy",
        "address": "Storgatan 1, 111 22 Stockholm, Sweden",
        "web": "https://www.adpix.test",
        "suggested": "email",
        "asks_for_id": False,
        "is_verified": True,
        "sources": [],
    }
    assert (second["countries"], second["email"], second["asks_for_id"]) == (["fr"], None, True)


def test_authorities_and_what_leads_on_to_others_are_kept_apart(tmp_path: Path) -> None:
    old = {"slug": "oldpix", "name": "OldPix", "quality": "obsolete", "redirect-to": "adpix"}
    gone = {"slug": "gonepix", "name": "GonePix", "quality": "obsolete"}
    found = read(
        tmp_path,
        {
            "obsolete-records/oldpix.json": old,
            "companies/gonepix.json": gone,
            "supervisory-authorities/authority.json": contact("authority", name="Authority"),
        },
    )
    assert found.body["redirects"] == {"oldpix": "adpix"}
    assert [authority["slug"] for authority in found.body["authorities"]] == ["authority"]
    assert found.body["contacts"] == {}
    assert found.rows == 1


def test_a_hostile_record_gives_nothing(tmp_path: Path) -> None:
    nothing = {"email": "javascript:x", "webform": "javascript:alert(1)", "address": "\x00"}
    found = read(
        tmp_path,
        {
            "companies/a.json": contact("a", **nothing),
            "companies/b.json": contact("b", name="\x1b"),
            "companies/c.json": b'{"slug": "c"',
            "companies/d.json": b"[" * 5000,
            "companies/e.json": [contact("e")],
            "companies/f.json": {key: value for key, value in contact("f").items() if key != "slug"},
            "companies/g.json": contact("g", web="javascript:x"),
            "companies/h.json": contact("h", address=["x"], email=3, webform=None),
            "templates/i.json": contact("i"),
        },
    )
    assert found.rows == 0
