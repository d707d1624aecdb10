"""Payments files as JSON: what `POST /imports/payments` takes, and what it answers."""

from typing import Any

from flask_smorest.fields import Upload
from marshmallow import Schema, fields, validate

from registry.api.fields import Choice, Day
from registry.api.schemas.record import Record
from scrapers.payments.importing import STATUSES
from scrapers.registers.schemas import ColumnsField, a_file

MOST_ROWS_TOLD = 2000
"""The command line writes them all."""


class PaymentsForm(Schema):
    """A payments file, and what goes with it."""

    file = Upload(
        required=True,
        validate=a_file,
        metadata={"description": "What an authority paid: CSV, XLSX or ODS, up to 20 MB and 100,000 rows."},
    )
    authority = fields.Str(
        validate=validate.Length(1, 200),
        metadata={"description": "GSS code or slug of the authority that paid; else the key's own."},
    )
    said_on = Day("The day as of which the file speaks; today unless given.")
    columns = ColumnsField(
        metadata={
            "description": "What columns feed, as a JSON object of headers and fields; null leaves a column out.",
            "example": '{"Cleared": "paid_on", "Invoice total": null}',
        }
    )
    apply = fields.Bool(
        load_default=False, metadata={"description": "Whether to attach its payments; else it is only read."}
    )
    tell = Choice(list(STATUSES), "Which rows to tell of; all unless given.")


class PaymentsColumnSchema(Schema):
    """One column, and the field that it feeds."""

    header = fields.Str()
    field = fields.Str(allow_none=True, metadata={"description": "Null when it feeds none, and is not kept."})
    why = fields.Str()


class PaymentRowSchema(Schema):
    """What became of one row. Payees are not named."""

    row = fields.Int(metadata={"description": "As a spreadsheet shows it, from 1."})
    status = fields.Str(validate=validate.OneOf(STATUSES))
    why = fields.Str(allow_none=True, metadata={"description": "Why it is not attached."})
    contract = fields.Str(allow_none=True, metadata={"description": "The link of its contract."})
    matched_by = fields.Str(
        allow_none=True,
        metadata={
            "description": "`ocid`, `notice`, `reference`; or `supplier`: worked out by us, as it names no contract."
        },
    )
    paid_on = fields.Str(allow_none=True)
    amount = fields.Str(allow_none=True)
    vat = fields.Str(allow_none=True)
    transaction = fields.Str(allow_none=True, metadata={"description": "The authority's number for the payment."})


class PaymentsImportSchema(Record):
    """A payments file as it was understood. It is not kept; what it attaches to contracts is."""

    id = fields.Str(metadata={"description": "Stands for the authority and the file's bytes."})
    authority = fields.Str(metadata={"description": "Who paid: a GSS code."})
    said_on = Day()
    is_applied = fields.Bool(metadata={"description": "Whether its payments were attached."})
    sheet = fields.Str(allow_none=True)
    header_row = fields.Int()
    columns = fields.List(fields.Nested(PaymentsColumnSchema))
    notes = fields.List(fields.Str())
    counts = fields.Dict(
        keys=fields.Str(),
        values=fields.Int(),
        metadata={"description": "Rows by status, the payments and contracts they make, and contracts that changed."},
    )
    rows = fields.List(
        fields.Nested(PaymentRowSchema),
        metadata={"description": f"In the order of the file; the first {MOST_ROWS_TOLD:,} of those asked for."},
    )


def shown(taken: Any, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a file that was taken in as its schema reads it; `rows` as the report has them."""
    linked = [{**row, "contract": row["contract"] and f"/api/v1/contracts/{row['contract']}"} for row in rows]
    return {
        "id": taken.document.id,
        "authority": taken.document.gss,
        "said_on": taken.document.said_on,
        "is_applied": taken.filed is not None,
        "sheet": taken.file.sheet,
        "header_row": taken.file.header_row,
        "columns": taken.file.columns,
        "notes": taken.file.notes,
        "counts": taken.counts,
        "rows": linked,
    }
