"""A corpus to measure searching with: as many documents as wanted, of real words, the same on every machine.

Its texts are runs of two to seven words from the bundled notices, the names of services and the labels of CPV codes,
so that words and phrases come about as often as they do in notices: "services" is in most documents.
"""

import csv
import json
import random
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from registry.seeding import REFERENCE
from scrapers.sample.public_record import FOLDER as SAMPLE
from search.documents import Document

SEED = 33
TOPICS = """services software system support council management provision contract supply housing digital data
network maintenance solution licences hosting cloud integration parking permits social care finance payroll
revenues benefits planning library telephony security training implementation framework borough procurement
platform""".split()  # noqa: SIM905
KINDS = ["notice"] * 11 + ["contract"] * 7 + ["supplier"] * 2


@cache
def sources() -> tuple[list[list[str]], list[list[str]]]:
    """Return texts as lists of words: what buyers write, and the labels of codes."""
    written = []
    for line in (SAMPLE / "notices.jsonl").read_text(encoding="utf-8").splitlines():
        tender = json.loads(line)["release"].get("tender", {})
        written += [tender.get("title") or "", tender.get("description") or ""]
    for each in tomllib.loads((REFERENCE / "services.toml").read_text(encoding="utf-8")).values():
        written += [each["name"], each.get("description", "")]
    with (REFERENCE / "cpv_2008.psv").open(encoding="utf-8") as file:
        labels = [row[3] for row in csv.reader(file, delimiter="|")]
    return _cut(written), _cut(labels)


def documents(count: int) -> Iterator[Document]:
    """Yield documents of the size of ours."""
    dice = random.Random(SEED)
    for number in range(count):
        kind = dice.choice(KINDS)
        boroughs = dice.sample(range(1, 34), dice.choice((1, 1, 2)))
        yield Document(
            id=f"{kind}:{number:08}",
            title=_text(dice, dice.randint(3, 8)).capitalize(),
            version=1,
            body=_text(dice, min(400, int(dice.lognormvariate(4.4, 0.6)))),
            references=(f"DN{number:07}",),
            facets={
                "kind": (kind,),
                "authority": tuple(f"E090000{borough:02}" for borough in boroughs),
                "supplier": (f"supplier{int(dice.paretovariate(0.5)) % 5000:05}",),
                "stage": (dice.choice(("tender", "award", "planning")),),
            },
            numbers={"published": 735_000 + dice.randint(0, 5000), "closing": None},
        )


def words() -> list[str]:
    """Return twenty words to search for."""
    return random.Random(SEED + 1).sample(TOPICS, 20)


def pairs() -> list[str]:
    """Return twenty searches for two words."""
    dice = random.Random(SEED + 2)
    return [" ".join(dice.sample(TOPICS, 2)) for _ in range(20)]


def phrases() -> list[str]:
    """Return twenty phrases that buyers write."""
    written, _ = sources()
    found = sorted({f"{one} {other}" for text in written for one, other in pairwise(text) if {one, other} <= {*TOPICS}})
    return random.Random(SEED + 3).sample(found, 20)


def misspelt() -> list[str]:
    """Return twenty words with two letters that changed places."""
    return [word[:2] + word[3] + word[2] + word[4:] for word in words() if len(word) > 4 and word[2] != word[3]]


def _text(dice: random.Random, length: int) -> str:
    written, labels = sources()
    chosen: list[str] = []
    while len(chosen) < length:
        text = dice.choice(written if dice.random() < 0.7 else labels)
        start, run = dice.randrange(len(text)), dice.randint(2, 7)
        chosen += text[start : start + run]
    return " ".join(chosen[:length])


def _cut(texts: list[str]) -> list[list[str]]:
    return [words for text in texts if (words := text.lower().replace(".", " ").replace(",", " ").split())]
