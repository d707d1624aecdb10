"""Pages say how to be told."""

import re
from html import unescape

import pytest

from search.sync import drain
from tests.web.conftest import assert_well_made


@pytest.mark.parametrize(
    ("path", "kind", "feed"),
    [
        ("/contracts/{contract}", "contract", "changes.atom?contract={contract}"),
        ("/services/housing-management", "service", "contracts.atom?service=housing-management"),
        ("/suppliers/civica-uk", "supplier", "notices.atom?supplier={supplier}"),
        ("/authorities/camden", "authority", "opportunities.atom?authority=camden"),
        ("/search?q=a%26b+%22%3Cc%3E%22", "search", "search.atom?q=a%26b+%22%3Cc%3E%22"),
        (
            "/search?q=grass&kind=contract&stage=award&sort=value",
            "search",
            "search.atom?q=grass&amp;kind=contract&amp;stage=award",
        ),
    ],
)
def test_a_page_links_its_feed_and_shows_how_to_watch_it(client, contract, app, path, kind, feed):
    drain(app.extensions["sessions"], app.extensions["search"])
    ids = {"contract": contract["id"], "supplier": contract["suppliers"][0]["id"]}

    text = client.get(path.format(**ids)).text

    assert_well_made(path, text)
    assert "Tell me when" in text
    assert f'"kind": "{kind}"' in re.sub("&#34;", '"', text)
    assert f'href="/api/v1/{feed.format(**ids)}"' in text
    assert client.get(unescape(f"/api/v1/{feed.format(**ids)}")).status_code == 200


@pytest.mark.parametrize("q", ["the", "%22", "+".join(f"word{number}" for number in range(20))])
def test_a_search_that_cannot_be_watched_offers_no_feed(client, app, q):
    drain(app.extensions["sessions"], app.extensions["search"])

    assert "search.atom" not in client.get(f"/search?q={q}").text
