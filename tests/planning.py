"""Joint procurement plans for tests: contracts of three authorities, keys, and one write after another."""

from datetime import UTC, datetime

from tests.example_releases import CAMDEN as CAMDEN_BUYS
from tests.example_releases import invitation
from tests.filing import file
from tests.keys import key
from tests.suppliers import id_of, sight

CAMDEN, HACKNEY, ISLINGTON = "E09000007", "E09000012", "E09000019"
TODAY = datetime(2026, 11, 21, 12, tzinfo=UTC)
STARTS = "2029-04-01"
MET = "2029-03-31"
"""The day on which the old contracts end, the day before the plan's new one starts."""


class Registry:
    """A registry with officers of three authorities, each with a contract for housing, and two suppliers."""

    def __init__(self, client, session, knowledge):
        self.client, self._session, self._knowledge = client, session, knowledge
        self.camden, self.hackney, self.islington = (key(session, "officer", g) for g in (CAMDEN, HACKNEY, ISLINGTON))
        sight(session, "Idox", "Civica")
        self.idox, self.civica = (key(session, "supplier", supplier_id=id_of(name)) for name in ("Idox", "Civica"))
        self.contracts = {
            name: self._contract(name, header)
            for name, header in (("camden", self.camden), ("hackney", self.hackney), ("islington", self.islington))
        }

    def _contract(self, name, header):
        body = {"title": f"Housing system of {name}", "reference": f"H-{name}", "service": "housing-management"}
        body |= {"ends_on": MET, "suppliers": [{"name": "Capita"}]}
        told = self.client.post("/api/v1/contracts", json=body, headers=header)
        assert told.status_code == 201, told.json
        return told.json["id"]

    def plan(self, header=None, **given):
        """Make a plan of Camden's, with Hackney invited; return its address."""
        body = {"title": "Housing together", "service": "housing-management", "starts_on": STARTS}
        body |= {"contracts": [self.contracts["camden"], self.contracts["hackney"]], "members": ["hackney"]}
        made = self.client.post("/api/v1/plans", json={**body, **given}, headers=header or self.camden)
        assert made.status_code == 201, made.json
        return made.json["url"]

    def agreed(self, **given):
        """Make a plan to which Camden and Hackney have agreed, for everyone to read; return its address."""
        url = self.plan(**{"requirement": "A housing system for both", "audience": "public", **given})
        self.write(url, "join", self.hackney, {"state": "committed"})
        self.write(url, "stage", self.camden, {"stage": "agreed"})
        return url

    def read(self, url, header=None):
        answer = self.client.get(url, headers=header)
        assert answer.status_code == 200, answer.json
        return answer.json

    def send(self, url, action, header, body=None):
        """Write on the newest version; return the answer, whatever it is."""
        etag = self.client.get(url, headers=header).headers.get("ETag", '"plans-unread-0-x"')
        return self.client.post(f"{url}/{action}", json=body or {}, headers={**header, "If-Match": etag})

    def write(self, url, action, header, body=None):
        answer = self.send(url, action, header, body)
        assert answer.status_code in (200, 204), answer.json
        return answer.json

    def refused(self, url, action, header, body=None):
        """Write what is refused; return the status and what is told."""
        answer = self.send(url, action, header, body)
        assert answer.status_code >= 400, answer.json
        assert answer.mimetype == "application/problem+json"
        return answer.status_code, answer.json["detail"]

    def say(self, name, header, action="correct", **body):
        """Let an authority say something of its contract."""
        return self.write(f"/api/v1/contracts/{self.contracts[name]}", action, header, body)

    def publish(self, number=1, date="2026-11-02T09:00:00Z", buyers=(CAMDEN_BUYS,), **parts):
        """File a tender notice for housing; return its OCID."""
        ocid = f"ocds-h6vhtk-0b000{number}"
        closes = parts.pop("closes", "2027-02-01T12:00:00Z")
        notice = invitation(f"00090{number}-2026", date, ocid=ocid, buyers=buyers, closes=closes, **parts)
        file(self._session, self._knowledge, notice)
        return ocid
