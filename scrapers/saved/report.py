"""The report of an import of pages, for people: a line for each page and each thing in it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import IO

from registry.exports.cells import harmless
from scrapers.saved.outcomes import Outcome, PageReport

COLUMNS = ("page", "layout", "status", "kind", "reference", "title", "became", "why", "problems", "contracts")


def lines(report: PageReport) -> Iterator[str]:
    """Yield the report on a page in words."""
    did = f": {report.new} new, {report.changed} changed, {report.unchanged} unchanged" if report.layout else ""
    why = f". {report.why}" if report.why else ""
    yield f"{report.name}, {report.layout or 'no layout'}, {report.status}{did}{why}"
    for each in report.outcomes:
        about = ", ".join(each.contracts) or "nothing"
        told = " ".join(filter(None, (each.why, *each.problems)))
        yield f"  {each.kind} {each.reference or '-'} {each.title[:60]!r}: {about}{f'. {told}' if told else ''}"


def write_report(reports: Iterable[PageReport], file: IO[str]) -> None:
    """Write the report as CSV; no cell can run as a formula."""
    sheet = csv.writer(file)
    sheet.writerow(COLUMNS)
    for report in reports:
        sheet.writerow(map(harmless, (report.name, report.layout, report.status, "", "", "", "", report.why, "", "")))
        sheet.writerows(map(harmless, _cells(report, each)) for each in report.outcomes)


def _cells(report: PageReport, each: Outcome) -> tuple[str, ...]:
    told = (each.kind, each.reference, each.title, each.became, each.why, " ".join(each.problems))
    return (report.name, report.layout, report.status, *told, " ".join(each.contracts))
