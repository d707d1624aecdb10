"""Pages about plans: what everyone may know of a joint procurement, and nothing of what its members keep."""

import pytest
import time_machine

from tests.planning import TODAY
from tests.web.conftest import assert_well_made

SECRET = "Not for everyone"
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def page(client):
    def get(url, status=200, headers=None, **arguments):
        path = url.removeprefix("/api/v1")
        answer = client.get(path, query_string=arguments or None, headers=headers)
        assert answer.status_code == status, path
        assert_well_made(path, answer.text)
        return answer.text

    return get


def test_only_public_plans_are_listed(registry, page):
    registry.plan(title="Among members")
    registry.plan(title="Among boroughs", audience="boroughs")
    registry.agreed(title="For everyone")

    told = page("/plans")

    assert "1 public plan" in told
    assert "For everyone" in told
    assert "Among" not in told


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"authority": "hackney"}, True),
        ({"authority": "islington"}, False),
        ({"service": "parking"}, False),
        ({"stage": "agreed"}, True),
        ({"stage": "closed"}, False),
        ({"stage": "nonsense"}, True),
    ],
)
def test_plans_are_found_by_authority_service_and_stage(registry, page, asked, shown):
    registry.agreed(title="For everyone", members=["hackney", "islington"])

    assert ("For everyone" in page("/plans", **asked)) is shown


@pytest.mark.parametrize("audience", ["members", "boroughs"])
def test_a_plan_that_is_not_public_has_no_page_whatever_key_is_brought(registry, page, audience):
    url = registry.plan(audience=audience)

    page(url, 404)
    page(url, 404, headers=registry.camden)
    page("/plans/nope", 404)


def test_a_key_shows_no_more_and_a_bad_one_no_less(registry, page):
    url = registry.agreed()

    assert page(url, headers=registry.camden) == page(url) == page(url, headers={"Authorization": "Basic eDp5"})


def test_a_public_plan_shows_who_what_and_by_when(registry, page):
    told = page(registry.agreed(value="3200000.00"))

    for promised in (
        "Camden",
        "Hackney",
        "committed",
        "A housing system for both",
        "£3,200,000 with VAT",
        "1 Apr 2029",
    ):
        assert promised in told
    for promised in ("Tender notice", "UK4", "practice", "Housing system of camden", "calendar.ics"):
        assert promised in told


def test_what_members_keep_is_not_on_the_page(registry, page):
    url = registry.agreed(members=["hackney", "islington"])
    registry.write(url, "notes", registry.camden, {"text": SECRET})
    registry.write(url, "milestones/tender_notice", registry.camden, {"moved_on": "2028-05-02", "note": SECRET})
    document = {"kind": "document", "title": SECRET, "url": "https://example.org/1", "audience": "members"}
    registry.write(url, "documents", registry.camden, document)
    registry.client.post(f"{url}/interest", json={"word": SECRET}, headers=registry.idox)

    told = page(url)

    assert SECRET not in told
    assert "Idox" not in told
    assert "Islington" not in told
    assert "1 supplier has said that it is interested" in told
    assert "2 May 2028" in told


def test_answers_documents_and_notices_are_there_for_everyone(registry, page):
    url = registry.agreed()
    answer = {"question": "Is data migration in it?", "answer": "Yes, ten years of it."}
    registry.write(url, "answers", registry.camden, answer)
    document = {"kind": "lesson", "title": "What we learned", "url": "https://example.org/1", "audience": "public"}
    registry.write(url, "documents", registry.camden, document)
    ocid = registry.publish()
    registry.write(url, "notices", registry.camden, {"ocid": ocid, "is_ours": True})

    told = page(url)

    for promised in (*answer.values(), 'href="https://example.org/1"', f'href="/procurements/{ocid}"'):
        assert promised in told


def test_what_others_wrote_is_escaped(registry, page):
    url = registry.agreed(title=HOSTILE, requirement=HOSTILE)
    registry.write(url, "answers", registry.camden, {"question": HOSTILE, "answer": HOSTILE})

    assert HOSTILE not in page(url) + page("/plans")


def test_a_plan_leads_to_its_joint_opportunity_while_there_is_one(registry, page, client):
    opportunity = client.get("/api/v1/joint-opportunities").json[0]["id"]

    assert f'href="/joint-procurement/{opportunity}"' in page(registry.agreed(opportunity=opportunity))
    assert "/joint-procurement/gone" not in page(registry.agreed(opportunity="gone-aaaaaaaaaaaaa"))
