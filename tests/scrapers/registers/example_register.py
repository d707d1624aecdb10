"""Small registers of our own, in the formats that councils send."""

import csv
import io
import zipfile
from datetime import date

import xlsxwriter

from scrapers.registers.reading import read_register

HEADERS = ("Reference", "Contract Title", "Supplier Name", "Start Date", "End Date", "Contract Value")
ROW = ("C1", "Housing system", "Example Ltd", "01/04/2024", "31/03/2027", "£100,000.00")


def csv_of(*rows, headers=HEADERS, delimiter=",", encoding="utf-8", above=()):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([*above, headers, *rows])
    return text.getvalue().encode(encoding)


def read(*rows, headers=HEADERS, columns=None, **how):
    return read_register(csv_of(*rows, headers=headers, **how), "register.csv", columns)


def one(columns=None, **cells):
    """Return the one row of a register with a title and these cells; underscores in headers are blanks."""
    cells = {"Title": "Housing system"} | {name.replace("_", " "): value for name, value in cells.items()}
    return read(tuple(cells.values()), headers=tuple(cells), columns=columns).rows[0]


def xlsx_of(**sheets):
    """Return a workbook; a cell is a value, or ("formula", "=A1")."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name.replace("_", " "))
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(number, column, cell, day)
                    elif isinstance(cell, tuple):
                        sheet.write_formula(number, column, cell[1], None, 5)
                    elif cell != "":
                        sheet.write(number, column, cell)
    return out.getvalue()


CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.2"'
)


def ods_of(*rows, extra="", manifest=""):
    """Return a workbook of one sheet, "Contracts"; a cell is text, or the XML of a whole cell."""
    body = "".join(
        "<table:table-row>"
        + "".join(cell if cell.startswith("<") else CELL.format(cell) for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {NAMESPACES}><office:body><office:spreadsheet>'
        f'<table:table table:name="Contracts">{body}{extra}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zip_of(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest or "<m/>",
        }
    )


def zip_of(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def with_part(data, name, change):
    """Return a zip file with one part changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    parts[name] = change(parts[name])
    return zip_of(parts)
