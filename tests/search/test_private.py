"""What boroughs tell each other, or not yet anyone, never reaches the index: every document is swept."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from registry.claims import Belief
from registry.filing.authority_word import Word, declare
from registry.filing.contracts import ContractFile, file_contracts
from registry.filing.knowledge import load_reference
from registry.models import Statement, System
from registry.ocds.shapes import LONDON
from registry.renewals import LeadTimes
from registry.visibility import Audience
from search.engines.whoosh_schema import fields, parts
from search.records import all_documents
from tests.search.examples import NOW, authority, product, service

GSS, CONTRACT = "E09000018", "contract00001"
SECRET = "Zyzzyva"
PRIVATE = {
    "software_version": f"{SECRET} 7.1",
    "hosting": "on_premises",
    "hosting_detail": f"in the {SECRET} basement",
    "satisfaction": 1,
    "experience": f"{SECRET} never answers",
    "ask": f"Ask {SECRET}",
    "security_notes": f"password {SECRET}",
}
"""Fields that only boroughs see."""
OF_A_CONTRACT = {
    "title": SECRET,
    "reference": f"{SECRET}-1",
    "extension_text": f"{SECRET} twice",
    "product": {"id": "tenancy-one", "text": SECRET},
    "decision": {"decision": "exit", "reason": SECRET},
}
OF_A_SYSTEM = {"name": SECRET, "modules": [SECRET], "standards": [SECRET], "interfaces": [SECRET], "status": "live"}


@pytest.fixture
def declared(sessions, save):
    """File a contract, whose system follows from it, and what its authority says about both."""

    def say(at=NOW, audience=None, public_from=None):
        with sessions.begin() as session:
            reference = load_reference(session, LeadTimes())
            system_id = session.scalar(select(System.id))
            for kind, key, more in (("contract", CONTRACT, OF_A_CONTRACT), ("system", system_id, OF_A_SYSTEM)):
                said = {**PRIVATE, **more}
                audiences = dict.fromkeys(said, audience) if audience else {}
                told = {"audiences": audiences, "public_from": public_from, "by": "officer", "action": "correct"}
                declare(session, reference, Word(kind=kind, subject_id=key, fields=said, gss=GSS, at=at, **told))

    save(authority(), service(), product())
    with sessions.begin() as session:
        known = ContractFile(CONTRACT, None, (_register(),))
        file_contracts(session, load_reference(session, LeadTimes()), [known], (), {"register"}, NOW)
    return say


def _register():
    claims = {"title": "Estate ledger", "authorities": [GSS], "product": {"id": "tenancy-one"}, "status": "active"}
    return Statement(
        subject_kind="contract", subject_id=CONTRACT, source="register", reference="row 1",
        belief=Belief.register.name, said_on=date(2026, 1, 1), fields=claims,
    )  # fmt: skip


@pytest.fixture
def secrets(sessions):
    """Return what counts the documents that hold the secret word anywhere, as documents or as the index has them."""

    def sweep():
        found = list(all_documents(sessions))
        assert {each.kind for each in found} >= {"contract", "system", "product"}
        written = [f"{each} {fields(each)} {parts(each)}".casefold() for each in found]
        return sum(SECRET.casefold() in text or "on_premises" in text for text in written)

    return sweep


def total(client, text):
    return client.get(f"/api/v1/search?q={text}").json["total"]


@pytest.mark.parametrize("audience", [Audience.boroughs, Audience.draft, Audience.embargoed])
def test_nothing_that_is_not_public_reaches_a_document(declared, secrets, drained, audience):
    declared(audience=audience, public_from=date(2030, 1, 1))

    assert secrets() == 0
    assert total(drained(), SECRET) == 0
    assert total(drained(), "ledger") == 1


def test_the_usual_audience_of_versions_hosting_and_experience_is_kept(declared, secrets, sessions):
    declared()

    # Titles and names are for everyone; what they name is found, and nothing else that was said.
    assert secrets() == 2
    texts = " ".join(map(str, all_documents(sessions)))
    assert not [value for value in PRIVATE.values() if isinstance(value, str) and value in texts]


def test_what_was_public_and_is_taken_back_leaves_the_index(declared, secrets, drained):
    declared()
    assert total(drained(), SECRET) == 2

    declared(at=datetime(2026, 3, 3, 12, tzinfo=LONDON), audience=Audience.draft)

    assert secrets() == 0
    assert total(drained(), SECRET) == 0
