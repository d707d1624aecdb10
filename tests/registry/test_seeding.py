"""Reference data, from its files into the database."""

import pytest
from sqlalchemy import func, select

from registry.exceptions import BadReferenceData
from registry.models import Authority, CpvCode, Service
from registry.seeding import REFERENCE, cover, seed


def test_the_33_authorities_the_services_and_the_codes_are_there(session):
    counts = [session.scalar(select(func.count()).select_from(model)) for model in (Authority, Service, CpvCode)]

    assert counts[0] == 33
    assert counts[1] >= 60
    assert counts[2] > 9000


def test_seeding_again_changes_nothing(session):
    before = session.scalars(select(Authority.version)).all()

    seed(session)
    session.commit()

    assert session.scalars(select(Authority.version)).all() == before


def test_seeding_mends_what_was_changed(session):
    session.get_one(Authority, "E09000018").short_name = "Elsewhere"
    session.commit()

    seed(session)
    session.commit()

    assert session.get_one(Authority, "E09000018").short_name == "Hounslow"


def test_all_authorities_of_the_country_can_be_covered(session):
    count = cover(session, REFERENCE / "uk_local_authorities.csv")
    session.commit()

    assert count == 397
    assert session.get_one(Authority, "E06000058").slug == "bournemouth-christchurch-and-poole"
    assert session.scalar(select(func.count()).select_from(Authority)) == 397


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("gss,lae\nE06000001,HPL\n", "line 2: short_name, official_name, kind, region"),
        ("nothing like it", None),
        ("", None),
        ("gss,lae,slug,short_name,official_name,kind,region\n,,,,,,\n", "line 2: gss"),
        ("gss,lae,slug,short_name,official_name,kind,region\nE0600000199,,,A,B,C,D\n", "line 2: gss is too long"),
        (b"\xff\xfe\x00gss", "cannot be read"),
    ],
)
def test_a_file_that_is_none_is_refused_with_the_line_and_leaves_nothing(session, tmp_path, text, told):
    path = tmp_path / "file.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())

    if told is None:
        assert cover(session, path) == 0
    else:
        with pytest.raises(BadReferenceData, match=told):
            cover(session, path)
    assert session.scalar(select(func.count()).select_from(Authority)) == 33


def test_two_authorities_cannot_share_a_slug(session, tmp_path):
    path = tmp_path / "file.csv"
    path.write_text("gss,lae,slug,short_name,official_name,kind,region\nE06000001,,camden,A,B,C,D\n")

    with pytest.raises(BadReferenceData, match="E06000001 has the slug 'camden', which is E09000007's"):
        cover(session, path)
