"""`/imports`: contracts registers, read first and applied when their authority says so."""

from typing import Any

from flask import Response, abort, current_app
from flask.views import MethodView
from sqlalchemy import Select, select
from webargs.flaskparser import abort as refuse

from registry.api.auth import actor, needs, own_authority, speaking_for
from registry.api.blueprint import Blueprint
from registry.api.clock import now, today
from registry.api.conditional import conditional
from registry.api.pagination import SelectPage
from registry.api.references import named, resolved
from registry.api.session import session
from registry.api.writing import require_match
from registry.models import Contract, RegisterImport, RegisterRow
from registry.queries.imports import imports_seen_by, rows_matching
from registry.roles import Scope
from scrapers.registers.exceptions import UnreadableRegister
from scrapers.registers.filing import apply_import
from scrapers.registers.importing import Upload, take_in
from scrapers.registers.locking import ImportBusy
from scrapers.registers.schemas import (
    ImportDetailSchema,
    ImportFilters,
    ImportSchema,
    RegisterForm,
    RowFilters,
    RowSchema,
)
from scrapers.registers.uploads import UploadParser, takes_a_file

MOST_VANISHED = 1000
"""Shown by title; the count is of all."""
blp = Blueprint("imports", "Contracts registers, read first and applied when their authority says so")
blp.ARGUMENTS_PARSER = UploadParser()
_HEAD = ImportSchema()
_MORE = ImportDetailSchema(only=("sheet", "header_row", "columns", "notes", "vanished", "vanished_count"))


@blp.route("/imports")
class Imports(MethodView):
    @blp.arguments(ImportFilters(), location="query")
    @blp.response(200, ImportSchema(many=True))
    @blp.paginate(SelectPage)
    def get(self, filters: dict[str, Any]) -> Select[RegisterImport]:
        """List the imports that you may see, your authority's own, newest first"""
        return imports_seen_by(actor(), **resolved(filters))

    @needs(Scope.imports)
    @takes_a_file
    @blp.arguments(RegisterForm(), location="form", content_type="multipart/form-data")
    @blp.response(201, ImportDetailSchema())
    @blp.alt_response(200, schema=ImportDetailSchema(), description="This file is known; it was read anew if need be.")
    @blp.alt_response(409, description="Another import for this authority is under way.")
    @blp.alt_response(413, description="It is larger than 20 MB.")
    @blp.alt_response(415, description="It is not `multipart/form-data`.")
    def post(self, form: dict[str, Any]) -> Response:
        """Read a contracts register, and tell what was understood of each row; apply it where asked"""
        upload = upload_in(form)
        is_known = session().get(RegisterImport, upload.import_id) is not None
        session().rollback()  # reading a long file must not keep others from writing
        try:
            take_in(_sessions(), upload, _locks(), today(), now())
        except UnreadableRegister as error:
            refuse(422, messages={"form": {"file": [str(error)]}})
        except ImportBusy as error:
            abort(409, str(error))
        if form["apply"]:
            _apply(upload.import_id)
        response = _shown(upload.import_id)
        if not is_known:
            response.status_code, response.headers["Location"] = 201, f"/api/v1/imports/{upload.import_id}"
        return response


@blp.route("/imports/<import_id>")
class ImportById(MethodView):
    @blp.response(200, ImportDetailSchema())
    @blp.alt_response(304, description="It is as you have it.")
    @blp.alt_response(404, description="No import has this id, or none that you may see.")
    def get(self, import_id: str) -> Response:
        """Show an import: how its columns were understood, and what vanished from the register"""
        return _shown(import_id)


@blp.route("/imports/<import_id>/rows")
class ImportRows(MethodView):
    @blp.arguments(RowFilters(), location="query")
    @blp.response(200, RowSchema(many=True))
    @blp.alt_response(404, description="No import has this id, or none that you may see.")
    @blp.paginate(SelectPage)
    def get(self, filters: dict[str, Any], import_id: str) -> Select[RegisterRow]:
        """List the rows of an import, each with what was understood of it, and what was not and why"""
        return rows_matching(_seen(import_id).id, **filters)


@blp.route("/imports/<import_id>/apply")
class ImportApplying(MethodView):
    @needs(Scope.imports)
    @blp.response(200, ImportDetailSchema())
    @blp.changes
    def post(self, import_id: str) -> Response:
        """Make contracts of an import's rows; one that was cut off goes on from there"""
        row: RegisterImport = session().get(RegisterImport, import_id) or abort(404)
        speaking_for([row.gss])
        require_match(row, row.id, "import")
        session().rollback()
        _apply(import_id)
        return _shown(import_id)


def upload_in(form: dict[str, Any]) -> Upload:
    """Return the file that a form sends; the key must speak for the authority whose it is."""
    gss = named("authority", form["authority"], "form") if "authority" in form else next(iter(own_authority()), None)
    if gss is None:
        refuse(422, messages={"form": {"authority": ["Say whose register it is."]}})
    if (said_on := form.get("said_on")) and said_on > today():
        refuse(422, messages={"form": {"said_on": ["Give a day that has come."]}})
    return Upload(
        data=form["file"].read(),
        filename=form["file"].filename or "register",
        gss=speaking_for([str(gss)]),
        by=actor().label,
        said_on=said_on,
        columns=form.get("columns"),
    )


def _apply(import_id: str) -> None:
    try:
        apply_import(_sessions(), current_app.config["LEAD_TIMES"], _locks(), import_id, actor().label, now())
    except ImportBusy as error:
        abort(409, str(error))


def _seen(import_id: str) -> RegisterImport:
    row: RegisterImport = session().scalar(imports_seen_by(actor(), id_=import_id)) or abort(404)
    return row


def _shown(import_id: str) -> Response:
    row = _seen(import_id)
    ids = row.vanished[:MOST_VANISHED]
    found = {each.id: each for each in session().scalars(select(Contract).where(Contract.id.in_(ids)))}
    more = {
        "sheet": row.sheet,
        "header_row": row.header_row,
        "columns": row.columns,
        "notes": row.notes,
        "vanished": [_vanished(id_, found.get(id_)) for id_ in ids],
        "vanished_count": len(row.vanished),
    }
    return conditional(row, row.id, {**_HEAD.dump(row), **_MORE.dump(more)})


def _vanished(id_: str, contract: Contract | None) -> dict[str, Any]:
    return {
        "id": id_,
        "url": f"/api/v1/contracts/{id_}",
        "title": contract.title if contract else None,
        "reference": contract.reference if contract else None,
        "ends_on": contract.ends_on if contract else None,
    }


def _sessions() -> Any:
    return current_app.extensions["sessions"]


def _locks() -> Any:
    return current_app.extensions["scraping"].locks
