"""Joint procurement plans in the search: the public ones, by what everyone may know of them, and nothing else."""

from datetime import date

import pytest

from registry.models import Authority, Plan, PlanInterest, PlanMember, Service
from search.building.plans import plan_document
from search.engines.engine import SearchRequest
from search.engines.whoosh_schema import fields, parts
from search.language import read
from search.records import all_documents
from search.sync import Differences, check, drain
from tests.search.examples import NOW, authority, contract, plan, service, supplier

HOUNSLOW, EALING, BARNET = "E09000018", "E09000009", "E09000003"
ID = "plan000000001"
SECRET = "Zyzzyva"
FOR_MEMBERS = {
    "notes": [{"at": "2026-03-02", "by": SECRET, "gss": HOUNSLOW, "text": SECRET}],
    "documents": [{"kind": "document", "title": SECRET, "url": f"https://example.com/{SECRET}", "audience": "members"}],
    "milestones": [{"key": "tender_notice", "note": SECRET}],
    "answers": [{"at": "2026-03-02", "gss": HOUNSLOW, "question": SECRET, "answer": SECRET}],
}


@pytest.fixture
def boroughs(save):
    save(authority(), authority(EALING, "Ealing"), authority(BARNET, "Barnet"), service(), supplier())


@pytest.fixture
def found(sessions, engine):
    """Return what brings the index up to date and finds the ids of documents by words."""

    def find(text):
        drain(sessions, engine)
        return {hit.id for hit in engine.search(SearchRequest(read(text).tree)).hits}

    return find


@pytest.fixture
def change(sessions):
    """Change attributes of one record."""

    def change_one(model, key, **values):
        with sessions.begin() as session:
            record = session.get(model, key)
            for name, value in values.items():
                setattr(record, name, value)

    return change_one


@pytest.fixture
def ask(drained):
    def get(path):
        response = drained().get(f"/api/v1/search{path}")
        assert response.status_code == 200, response.json
        return response.json

    return get


def test_a_document_holds_title_service_requirement_and_who_said_yes():
    row = plan(members=[(HOUNSLOW, "committed"), (EALING, "interested"), (BARNET, "invited")], requirement="Rents")
    row.version, row.service = 1, service()
    for each in row.members:
        each.authority = authority(each.gss, {HOUNSLOW: "Hounslow", EALING: "Ealing", BARNET: "Barnet"}[each.gss])

    document = plan_document(row)

    assert (document.title, document.body, document.words) == ("Housing together", "Rents", ("Housing management",))
    assert document.facets["authority"] == (HOUNSLOW, EALING)
    assert document.names == ("Hounslow", "London Borough of Hounslow", "Ealing", "London Borough of Ealing")
    assert document.numbers["ending"] == date(2029, 3, 31).toordinal()


@pytest.mark.parametrize("word", ["together", "rents", "ealing", "management"])
def test_a_public_plan_is_found_by_what_everyone_may_know(boroughs, save, found, word):
    save(plan(members=[(HOUNSLOW, "committed"), (EALING, "interested")], requirement="Rents"))

    assert f"plan:{ID}" in found(word)


def test_a_hit_shows_what_everyone_may_know(boroughs, save, ask):
    save(plan(members=[(HOUNSLOW, "committed"), (EALING, "invited")], value_pence=240000000))

    (hit,) = ask("?q=together")["hits"]

    assert (hit["kind"], hit["url"], hit["title"]) == ("plan", f"/api/v1/plans/{ID}", "Housing together")
    assert [each["name"] for each in hit["authorities"]] == ["Hounslow"]
    assert (hit["service"]["id"], hit["stage"], hit["starts_on"]) == ("housing-management", "forming", "2029-04-01")
    assert (hit["value"]["amount"], hit["value"]["vat"]) == ("2400000.00", "included")
    assert (hit["status"], hit["ends_on"], hit["suppliers"]) == (None, None, [])


@pytest.mark.parametrize("state", ["invited", "declined", "withdrawn"])
def test_who_has_not_said_yes_neither_finds_a_plan_nor_is_counted(boroughs, save, found, ask, state):
    save(plan(members=[(HOUNSLOW, "committed"), (EALING, state)]))

    assert found("ealing") == {f"authority:{EALING}"}
    assert ask("?kind=plan&authority=ealing")["total"] == 0
    assert [each["value"] for each in ask("?kind=plan")["facets"]["authority"]] == [HOUNSLOW]


@pytest.mark.parametrize("audience", ["members", "boroughs"])
def test_a_plan_that_is_not_public_has_no_document(boroughs, save, found, ask, sessions, engine, audience):
    save(plan(title=SECRET, requirement=SECRET, audience=audience))

    assert found(SECRET) == set()
    assert not any(each.kind == "plan" for each in all_documents(sessions))
    assert ask("/suggest?q=zyzz") == []
    assert check(sessions, engine) == Differences(0, 0, 0)


@pytest.mark.parametrize("audience", ["members", "boroughs"])
def test_a_plan_that_is_narrowed_goes_and_comes_again_when_it_is_widened(
    boroughs, save, found, change, client, audience
):
    save(plan(title=SECRET))
    assert found(SECRET) == {f"plan:{ID}"}

    change(Plan, ID, audience=audience)
    assert client.get(f"/api/v1/search?q={SECRET}").json["hits"] == []  # even before the index knows
    assert client.get("/api/v1/search/suggest?q=zyzz").json == []
    assert found(SECRET) == set()
    assert client.get("/api/v1/search?q=zyzzyxa").json["did_you_mean"] is None

    change(Plan, ID, audience="public")
    assert found(SECRET) == {f"plan:{ID}"}


def test_nothing_that_is_for_members_reaches_a_document(boroughs, save, sessions):
    made = plan(members=[(HOUNSLOW, "committed"), (EALING, "withdrawn")], opportunity_id=SECRET, **FOR_MEMBERS)
    for each in made.members:
        each.word = SECRET
    save(made, PlanInterest(plan_id=ID, supplier_id="supplier00001", said_at=NOW, word=SECRET))

    (document,) = (each for each in all_documents(sessions) if each.kind == "plan")

    written = f"{document} {fields(document)} {parts(document)}"
    assert not [word for word in (SECRET, "Ealing", EALING, "Meridian") if word.casefold() in written.casefold()]


@pytest.mark.parametrize(
    ("model", "key", "values"),
    [
        (Plan, ID, {"title": "Newname"}),
        (Plan, ID, {"requirement": "Newname"}),
        (Service, "housing-management", {"name": "Newname"}),
        (Service, "housing-management", {"description": "Newname"}),
        (Authority, HOUNSLOW, {"short_name": "Newname"}),
    ],
)
def test_a_new_name_is_found_on_a_plan(boroughs, save, found, change, model, key, values):
    save(plan())
    found("")

    change(model, key, **values)

    assert f"plan:{ID}" in found("newname")


def test_a_member_that_says_yes_is_found_until_it_leaves(boroughs, save, found, change):
    save(plan(members=[(HOUNSLOW, "committed"), (EALING, "invited")]))
    assert f"plan:{ID}" not in found("ealing")

    change(PlanMember, (ID, EALING), state="interested")
    assert f"plan:{ID}" in found("ealing")

    change(PlanMember, (ID, EALING), state="withdrawn")
    assert f"plan:{ID}" not in found("ealing")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?kind=plan", {ID}),
        ("?stage=agreed", {ID}),
        ("?stage=forming", set()),
        ("?service=housing-management&kind=plan,contract", {ID, "contract00001"}),
        ("?authority=hounslow&kind=plan", {ID}),
        ("?ending_before=2029-03-31&known=true", {ID, "contract00001"}),
        ("?ending_before=2029-03-30&known=true", set()),
    ],
)
def test_filters(boroughs, save, ask, query, expected):
    save(plan(stage="agreed"), contract(service_id="housing-management", ends_on=date(2029, 3, 31)))

    assert {hit["id"] for hit in ask(query)["hits"]} == expected


def test_plans_are_counted_by_kind_and_stage(boroughs, save, ask):
    save(plan(), plan("plan000000002", "Second", stage="agreed"))

    facets = ask("?kind=plan")["facets"]

    assert {"value": "plan", "name": "plan", "count": 2} in facets["kind"]
    assert {each["value"]: each["count"] for each in facets["stage"]} == {"forming": 1, "agreed": 1}


def test_a_plan_is_suggested_by_its_title(boroughs, save, ask):
    save(plan())

    assert ask("/suggest?q=toge") == [
        {"kind": "plan", "id": ID, "title": "Housing together", "url": f"/api/v1/plans/{ID}"}
    ]
