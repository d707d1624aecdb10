"""`/notices`: what portals published."""

from typing import Any

from flask import Response, abort
from flask.views import MethodView
from sqlalchemy import Select

from registry.api.blueprint import Blueprint
from registry.api.conditional import conditional
from registry.api.pagination import SelectPage
from registry.api.references import resolved
from registry.api.schemas.notice import NoticeDetailSchema, NoticeFilters, NoticeSchema
from registry.api.session import session
from registry.filing.record_doubts import record_doubts
from registry.models import Notice
from registry.ocds.shapes import clean
from registry.queries.notices import notice_by_id, notices_matching
from registry.releases import unpacked

blp = Blueprint("notices", "What portals published, as published")
_DETAIL = NoticeDetailSchema()
_MORE = NoticeDetailSchema(only=("doubts",))


@blp.route("/notices")
class Notices(MethodView):
    @blp.arguments(NoticeFilters(), location="query")
    @blp.response(200, NoticeSchema(many=True))
    @blp.paginate(SelectPage)
    def get(self, filters: dict[str, Any]) -> Select[Notice]:
        """List notices, newest first"""
        return notices_matching(**resolved(filters))


@blp.route("/notices/<notice_id>")
class NoticeById(MethodView):
    @blp.response(200, _DETAIL)
    @blp.alt_response(304, description="It is as you have it.")
    @blp.alt_response(404, description="No notice has this id.")
    def get(self, notice_id: str) -> Response:
        """Show a notice with its release as published"""
        notice = session().scalar(notice_by_id(notice_id)) or abort(404)
        release = unpacked(notice.raw)
        doubts = record_doubts(vars(notice), clean(release))
        return conditional(
            notice, notice.id, {**_DETAIL.dump(notice), **_MORE.dump({"doubts": doubts}), "release": release}
        )
