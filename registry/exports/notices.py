"""Notices as a file."""

from typing import Any

from registry.exports.columns import Column, Export, Kind, Linked
from registry.exports.links import authorities_by, services, suppliers_by
from registry.exports.shared_columns import authority_columns, service_columns, supplier_columns, value_columns
from registry.models import Notice, NoticeAuthority, NoticeSupplier
from registry.ocds.notice_types import NOTICE_TYPES
from registry.queries.notices import notices_matching


def _url(row: Any, linked: Linked) -> str:
    return linked.url(f"notices/{row.id}")


def _type_name(row: Any, _linked: Linked) -> str | None:
    return NOTICE_TYPES[row.notice_type][0] if row.notice_type else None


_COLUMNS = (
    Column("id", Kind.text, Notice.id, "The same for ever, in every registry."),
    Column("url", Kind.text, _url, "The permalink."),
    Column("ocid", Kind.text, Notice.ocid, "The procurement that it is about."),
    Column("release_id", Kind.text, Notice.release_id, "The portal's own number of the notice."),
    Column("source", Kind.text, Notice.source, "The portal."),
    Column("published_at", Kind.moment, Notice.published_at),
    Column("recorded_at", Kind.moment, Notice.recorded_at, "When we read it."),
    Column("regime", Kind.text, Notice.regime, "procurement_act, previous or unstated."),
    Column("notice_type", Kind.text, Notice.notice_type, "UK1 to UK17; unknown under older law."),
    Column("notice_type_name", Kind.text, _type_name),
    Column("stage", Kind.text, Notice.stage, "What it reports."),
    Column("title", Kind.text, Notice.title),
    Column("buyer_name", Kind.text, Notice.buyer_name, "The buyer as published."),
    *authority_columns(),
    *supplier_columns(),
    *service_columns(Notice.service_id),
    Column("is_technology", Kind.yes_no, Notice.is_technology),
    Column("closes_at", Kind.moment, Notice.closes_at, "Until when it can be answered."),
    *value_columns(Notice),
    Column("cpv", Kind.texts, Notice.cpv, "Codes of the Common Procurement Vocabulary."),
    Column("portal_url", Kind.text, Notice.portal_url, "The notice on its portal."),
)
_LINKS = {
    "authorities": authorities_by(NoticeAuthority, "notice_id"),
    "suppliers": suppliers_by(NoticeSupplier, "notice_id"),
    "services": services,
}

NOTICES = Export("notices", Notice.id, _COLUMNS, lambda _edition: notices_matching(), _LINKS)
