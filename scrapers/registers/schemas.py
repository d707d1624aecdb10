"""Imports as JSON, and what `POST /imports` takes."""

import json
from typing import Any

from flask_smorest.fields import Upload
from marshmallow import Schema, ValidationError, fields, validate
from werkzeug.datastructures import FileStorage

from registry.api.fields import Choice, Day, Moment
from registry.api.references import authority_filter
from registry.api.schemas.record import Record

STATES = ["read", "applying", "applied"]
STATUSES = ["understood", "partly", "refused", "skipped"]
_MOST_COLUMNS = 200


class ColumnsField(fields.Str):
    """Headers with the fields that their columns feed, as a JSON object in text."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        written = super()._deserialize(value, attr, data, **options)
        try:
            columns = json.loads(written)
        except (ValueError, RecursionError):
            columns = None
        if not isinstance(columns, dict) or len(columns) > _MOST_COLUMNS:
            raise ValidationError('Give a JSON object of headers and fields: {"Starts": "starts_on", "Notes": null}.')
        if wrong := [header for header, field in columns.items() if not (field is None or isinstance(field, str))]:
            raise ValidationError(f"{wrong[0]!r}: give the name of a field, or null.")
        return columns


def a_file(given: Any) -> None:
    """Refuse what is no file, such as a text of that name."""
    if not isinstance(given, FileStorage):
        raise ValidationError("Send the register as a file, with its name.")


class RegisterForm(Schema):
    """A register, and what goes with it."""

    file = Upload(
        required=True,
        validate=a_file,
        metadata={"description": "A contracts register: CSV, XLSX or ODS, up to 20 MB and 100,000 rows."},
    )
    authority = fields.Str(
        validate=validate.Length(1, 200),
        metadata={"description": "GSS code or slug of the authority whose register it is; else the key's own."},
    )
    said_on = Day("The day as of which the register speaks; today unless given.")
    columns = ColumnsField(
        metadata={
            "description": "What columns feed, as a JSON object of headers and fields; null leaves a column out. "
            "Columns that are not named are recognised as usual.",
            "example": '{"Starts": "starts_on", "Notes": null}',
        }
    )
    apply = fields.Bool(
        load_default=False, metadata={"description": "Whether to make contracts of it at once; else it is only read."}
    )


class ImportFilters(Schema):
    """Which imports."""

    authority = authority_filter()
    state = Choice(STATES, "How far it is.")


class RowFilters(Schema):
    """Which rows."""

    status = Choice(STATUSES, "What was understood of the row.")


class ColumnSchema(Schema):
    """One column, and the field that it feeds."""

    header = fields.Str()
    field = fields.Str(allow_none=True, metadata={"description": "Null when the column feeds none."})
    why = fields.Str(metadata={"description": "Why it is thought to feed this field, or none."})
    samples = fields.List(fields.Str(), metadata={"description": "A few of its cells."})


class ImportSchema(Record):
    """A register as an authority sent it, and how far it is."""

    id = fields.Str()
    url = fields.Str()
    rows = fields.Str(metadata={"description": "Where the report of each row is."})
    authority = fields.Str(attribute="gss", metadata={"description": "Whose register it is: a GSS code."})
    filename = fields.Str()
    said_on = Day("The day as of which it speaks.")
    state = fields.Str(
        validate=validate.OneOf(STATES),
        metadata={"description": "`read`: no contract was changed. `applying`: cut off, apply it again. `applied`."},
    )
    read_at = Moment()
    applied_at = Moment(allow_none=True)
    by = fields.Str(metadata={"description": "The label of the key that sent it."})
    counts = fields.Dict(
        keys=fields.Str(),
        values=fields.Int(),
        metadata={"description": "Rows by status, the contracts that they are about, and what happened to these."},
    )

    def read_url(self, row: Any) -> str:
        return f"/api/v1/imports/{row.id}"

    def read_rows(self, row: Any) -> str:
        return f"/api/v1/imports/{row.id}/rows"


class VanishedSchema(Schema):
    """A contract that the register before has and this one has not."""

    id = fields.Str()
    url = fields.Str()
    title = fields.Str(allow_none=True)
    reference = fields.Str(allow_none=True)
    ends_on = Day(allow_none=True)


class ImportDetailSchema(ImportSchema):
    """A register with how its columns were understood, and what vanished from it."""

    sheet = fields.Str(allow_none=True)
    header_row = fields.Int(metadata={"description": "The row that holds the headers, from 1."})
    columns = fields.List(fields.Nested(ColumnSchema))
    notes = fields.List(fields.Str())
    vanished = fields.List(
        fields.Nested(VanishedSchema),
        metadata={"description": "They stay as they are: has each ended, or was it left out? At most 1,000 are shown."},
    )
    vanished_count = fields.Int()


class RowSchema(Record):
    """What was understood of one row."""

    number = fields.Int(metadata={"description": "As a spreadsheet shows it, from 1."})
    status = fields.Str(validate=validate.OneOf(STATUSES))
    why = fields.Str(allow_none=True, metadata={"description": "Why it was refused or skipped."})
    fields_ = fields.Dict(data_key="fields", attribute="fields", metadata={"description": "What was understood."})
    as_written = fields.Dict(metadata={"description": "By field, the words of what was not understood as they stand."})
    problems = fields.Dict(metadata={"description": "By field, what is wrong, and what would be right."})
    raw = fields.Dict(metadata={"description": "By header, the cells; without contact persons."})
    contract = fields.Str(allow_none=True, metadata={"description": "The contract it is about, once it is applied."})

    def read_contract(self, row: Any) -> str | None:
        return f"/api/v1/contracts/{row.contract_id}" if row.contract_id else None
