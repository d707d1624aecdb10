"""`/procurements/<ocid>`: one procurement, its notices, and what each changed, in words."""

from dataclasses import dataclass
from datetime import datetime

from flask import abort, render_template

from registry.api.procurements import MOST_CALL_OFFS, told
from registry.api.session import session
from registry.exports.other_doors import other_doors
from registry.models import Notice, Procurement
from registry.ocds.dynamic_markets import kind_of
from registry.ocds.history import Step
from registry.ocds.terms import framework_ocid
from registry.queries.call_offs import call_offs_of
from registry.queries.contracts import contracts_matching
from registry.queries.notices import notices_matching, releases_of
from registry.queries.procurement_links import words_about
from registry.queries.procurements import procurement_by_ocid
from web.blueprint import blp
from web.facts import contract_rows
from web.values import in_words
from web.words import moment

NOTICES = 50
"""How many notices and contracts of one procurement are shown."""
SENTENCES = 60
"""How many changes of one notice are shown."""


@dataclass(frozen=True, slots=True)
class Told:
    """A notice, and what it changed in sentences."""

    notice: Notice
    words: list[str]
    more: int
    """How many changes there are beyond those shown."""


@blp.get("/procurements/<path:ocid>")
def procurement(ocid: str) -> str:
    """Show a procurement with its notices, what each changed, and its contracts."""
    procurement: Procurement = session().scalar(procurement_by_ocid(ocid)) or abort(404)
    record, steps = told(session().scalars(releases_of([ocid])).all())
    framework = framework_ocid(record)
    return render_template(
        "web/procurement.html",
        procurement=procurement,
        kind=kind_of(procurement.procedure),
        doubts=_doubts(procurement),
        framework=framework,
        framework_held=session().get(Procurement, framework) if framework else None,
        doors=other_doors(session(), [ocid]).get(ocid, ()),
        told_apart=[told for told in session().scalars(words_about(ocid)) if not told.is_same],
        call_offs=session().scalars(call_offs_of(ocid).limit(MOST_CALL_OFFS)).all(),
        notices=session().scalars(notices_matching(ocid=ocid).limit(NOTICES)).all(),
        history=[_told(*each) for each in steps[-NOTICES:]],
        rows=contract_rows(session().scalars(contracts_matching(ocid=ocid).limit(NOTICES)).all()),
    )


def _doubts(procurement: Procurement) -> dict[str, list[tuple[str, str]]]:
    """Return by field what was published and set aside, in words, and why."""
    found: dict[str, list[tuple[str, str]]] = {}
    for each in procurement.doubts:
        value = each["value"]
        is_moment = each["field"] == "closes_at"
        told = moment(datetime.fromisoformat(value)) if is_moment else in_words(each["field"], value)
        found.setdefault(each["field"], []).append((told, each["why"]))
    return found


def _told(notice: Notice, step: Step) -> Told:
    words = [change.words for change in step.changes]
    return Told(notice, words[:SENTENCES], len(words[SENTENCES:]) + step.left_out)
