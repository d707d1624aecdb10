"""What is found for watches: each kind, with whose eyes, once, and across a crash."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from registry.models import Watch, WatchFound, WatchNews
from tests.example_releases import award, contract_details, invitation, termination
from tests.planning import Registry
from watches import collecting

AGAIN = "ocds-h6vhtk-0b0009"


def again(**parts):
    """A tender of Camden's for the same service, to start when the contract ends."""
    lots = [{"id": "1", "contractPeriod": {"startDate": "2029-10-01T00:00:00Z"}}]
    return invitation("000900-2028", "2028-09-01T09:00:00Z", lots=lots, ocid=AGAIN, tender={"id": "REF-9"}, **parts)


def test_while_nobody_watches_nothing_is_noted(session, contract):
    assert session.scalars(select(WatchNews)).all() == []


def test_a_contract_tells_that_it_is_bought_again_and_why(contract, watch, publish, tick, titles):
    made = watch("contract", contract["id"])

    publish(again())
    tick()

    ((title, text),) = titles(made)
    assert title == "Perhaps bought again: Housing management system"
    assert "the same service of the same authority, and is to start on 1 October 2029" in text


def test_a_contract_tells_its_own_notices_and_what_they_changed(contract, watch, publish, tick, titles):
    made = watch("contract", contract["id"])

    publish(termination())
    tick()

    told = titles(made)
    assert any("Contract termination notice" in text and "own procurement" in text for _, text in told)
    assert any(title.startswith("Changed: ") and "status: active, now terminated" in text for title, text in told)


def test_what_was_found_is_told_once(contract, watch, publish, tick, titles, session):
    made = watch("contract", contract["id"])
    publish(again())
    tick()
    session.add(WatchNews(kind="notice", record_id=session.scalars(select(WatchFound.record_id)).first()))
    session.commit()

    assert tick() == 0
    assert len(titles(made)) == 1


def test_what_is_read_late_is_told_all_the_same(contract, watch, publish, tick):
    watch("contract", contract["id"])
    publish(again())
    tick()

    publish(invitation("000007-2026", "2026-04-01T09:00:00Z", ocid="ocds-h6vhtk-0a0001"))  # published long before

    assert tick() > 0


def test_a_crash_while_collecting_loses_nothing(contract, watch, publish, tick, titles, monkeypatch):
    made = watch("contract", contract["id"])
    publish(again())

    def crash(*_):
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr(collecting, "_forget", crash)
        with pytest.raises(SystemExit):
            tick()
    assert titles(made) == []
    tick()

    assert len(titles(made)) == 1


def test_a_search_tells_what_it_newly_finds_and_nothing_else(watch, publish, tick, titles):
    made = watch("search", search={"q": "housing -parking", "kind": "notice"})

    publish(invitation(), invitation("000002-2026", ocid="ocds-h6vhtk-0a0002", tender={"title": "Parking permits"}))
    tick()

    assert [title for title, _ in titles(made)] == ["Housing management system"]


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_a_search_is_watched_by_whichever_engine(watch, publish, app, sessions, titles, engine):
    from search.engines.choice import ENGINES

    made = watch("search", search={"q": "housing systems", "authority": "camden", "ending_after": "2029-01-01"})
    publish(contract_details())

    collecting.collect(sessions, ENGINES[engine], app.extensions["scraping"].lead_times, datetime.now(UTC))

    assert [title for title, _ in titles(made)] == ["Contract: Housing management system"]


def test_a_search_tells_changes_of_what_it_finds(contract, watch, publish, tick, titles):
    made = watch("search", search={"q": "housing", "kind": "contract"})

    publish(termination())
    tick()

    ((title, text),) = titles(made)
    assert title == "Changed: Housing management system"
    assert "now terminated" in text


@pytest.mark.parametrize(("kind", "subject"), [("supplier", "civica-uk"), ("service", "housing-management")])
def test_suppliers_and_services_tell_new_contracts_and_notices(contract, watch, publish, tick, titles, kind, subject):
    made = watch(kind, subject)

    own = {"id": "9", "awardID": "1"}
    publish(contract_details("000077-2026", ocid="ocds-h6vhtk-0a0077", contract=own), award(ocid="ocds-h6vhtk-0a0077"))
    tick()

    assert "Contract: Housing management system" in [title for title, _ in titles(made)]


def test_an_authority_tells_what_is_open_and_leaves_out_what_is_no_technology(watch, publish, tick, titles):
    made = watch("authority", "camden")

    grass = {"title": "Cutting grass", "cpv": "77310000"}
    publish(invitation(), invitation("000002-2026", ocid="ocds-h6vhtk-0a0002", tender=grass))
    tick()

    assert [title for title, _ in titles(made)] == ["Housing management system"]


def test_a_renewal_tells_when_its_day_comes_near_and_not_before(contract, watch, tick, titles):
    made = watch("contract", contract["id"])
    tick(datetime(2026, 10, 1, tzinfo=UTC))
    assert titles(made) == []

    tick(datetime(2028, 1, 1, tzinfo=UTC))
    tick(datetime(2028, 1, 2, tzinfo=UTC))

    ((title, text),) = titles(made)
    assert title == "Renewal: Housing management system"
    assert "within six months" in text


def test_looking_at_a_watch_is_no_change_of_it(contract, watch, tick, client, camden):
    made = watch("contract", contract["id"])
    before = client.get(made["url"], headers=camden).headers["ETag"]

    tick()

    assert client.get(made["url"], headers=camden).headers["ETag"] == before


@pytest.fixture
def theirs(client, contract, camden):
    """Camden corrects its contract, for itself alone."""
    etag = client.get(contract["url"], headers=camden).headers["ETag"]
    body = {"framework": "Secret framework", "visibility": {"framework": "draft"}}
    return lambda: client.post(f"{contract['url']}/correct", json=body, headers={**camden, "If-Match": etag})


def test_a_watch_sees_what_its_key_may_see(contract, watch, tick, titles, hackney, theirs):
    own, other = watch("contract", contract["id"]), watch("contract", contract["id"], headers=hackney)

    assert theirs().status_code == 200
    tick()

    assert "Secret framework" in str(titles(own))
    assert titles(other) == []


def test_what_a_key_may_see_is_decided_when_it_is_told(contract, watch, tick, titles, theirs, session):
    made = watch("contract", contract["id"])
    theirs()
    tick()
    watching = session.get(Watch, made["id"])
    session.execute(select(Watch))
    from registry.models import ApiKey

    session.get(ApiKey, watching.api_key_id).gss = "E09000012"
    session.commit()

    assert titles(made) == []


def test_a_revoked_key_ends_its_watches(contract, watch, publish, tick, session, client):
    from registry.models import ApiKey

    made = watch("contract", contract["id"])
    session.get(ApiKey, session.get(Watch, made["id"]).api_key_id).revoked_at = datetime.now(UTC)
    session.commit()

    publish(again())

    assert tick() == 0
    assert client.get(made["feed_url"].removeprefix("http://127.0.0.1:5000")).status_code == 404


class TestTogether:
    """Plans and joint opportunities."""

    @pytest.fixture
    def registry(self, client, session, knowledge):
        with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC)):
            yield Registry(client, session, knowledge)

    def test_a_plan_tells_its_members_what_outsiders_are_not_told(self, registry, watch, tick, titles, session):
        url = registry.plan()
        mine = watch("plan", url.rpartition("/")[2], headers=registry.camden)

        registry.write(url, "notes", registry.camden, {"text": "We talked"})
        tick()

        assert [title for title, _ in titles(mine)] == ["Changed: Housing together"]

    def test_nobody_watches_a_plan_that_they_may_not_read(self, registry, client):
        url = registry.plan()
        body = {"kind": "plan", "subject": url.rpartition("/")[2]}

        answer = client.post("/api/v1/watches", json=body, headers=registry.islington)

        assert answer.status_code == 422
        assert "subject" in answer.json["errors"]["json"]

    def test_a_joint_opportunity_tells_who_leaves_and_that_it_is_gone(self, registry, client, watch, tick, titles):
        found = client.get("/api/v1/joint-opportunities").json[0]["id"]
        made = watch("joint_opportunity", found, headers=registry.camden)
        tick()
        assert titles(made) == []

        registry.say("islington", registry.islington, "decision", decision="exit")
        tick()
        ((_, left),) = titles(made)
        registry.say("hackney", registry.hackney, "decision", decision="exit")
        tick(datetime.now(UTC) + timedelta(days=1))

        assert left == "“Housing system of islington” left."
        assert "cannot be replaced together any more" in titles(made)[0][1]
