"""XLSX sheets read for tests: the cells as texts, without trust in a spreadsheet program."""

import io
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheet_xml(data):
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


def cells(data):
    """Return the rows of a workbook's only sheet, each as texts by the letter of their column."""
    found = []
    for row in ElementTree.fromstring(sheet_xml(data)).iter(f"{MAIN}row"):
        found.append({cell.get("r").rstrip("0123456789"): "".join(cell.itertext()) for cell in row.iter(f"{MAIN}c")})
    return found
