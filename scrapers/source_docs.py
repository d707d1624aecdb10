"""docs/sources.md, made of what the sources say of themselves: `bin/document-sources` writes it, a test compares it."""

import sys
from datetime import timedelta
from inspect import getdoc

from scrapers.platforms.ocds import OcdsSource
from scrapers.platforms.published_register import PublishedRegister
from scrapers.sources import all_registers, all_sources

HEAD = """# Sources

What the registry reads, and how. `bin/document-sources` writes this page from the sources themselves, in
`scrapers/sources/`; [adding-a-source.md](adding-a-source.md) says how to add one. Each is read at its own pace, one
request at a time, by one reader at a time. `GET /api/v1/sources` says how each is today; `/metrics` says it to
Prometheus.

A day that brings less than a third of what its weekday usually brings (the median of eight weeks, where that is six or
more), a source that brings nothing, a run that fails and a record that falls behind are errors, and are shown as such.
What is missing is listed as gaps; `flask --app app scrape SOURCE --gaps` reads them again, as the worker does at night.
"""


def sources_page() -> str:
    """Return the page."""
    portals = [_portal(source) for source in all_sources().values()]
    registers = [_register(register) for register in all_registers().values()]
    none = ["None yet: one row of `scrapers/sources/registers.csv` adds one.\n"]
    return "\n".join([HEAD, "## Portals\n", *portals, "## Published registers\n", *(registers or none)])


def _portal(source: type[OcdsSource]) -> str:
    prefix, record = source.ocid_prefix, source.record_path or "not offered"
    return f"""### {source.title} (`{source.name}`)

{getdoc(source)}

| | |
|---|---|
| documentation | <{source.documentation}> |
| asked at | `{source.base_url}{source.path}`, from `{source.from_parameter}` to `{source.to_parameter}` |
| in windows of | {_length(source.window_length)}, each {_length(source.overlap)} longer than needed |
| pages of | {source.page_size} releases |
| a request every | {_length(source.pace)}; after a refusal that names no time, {_length(source.wait)} later |
| the first run goes back | {_length(source.first_reach)} |
| OCIDs begin with | `{prefix}` |
| all releases of an OCID | `{record}` |
"""


def _register(register: PublishedRegister) -> str:
    return f"""### {register.title} (`{register.name}`)

The contracts register of `{register.gss}`, published at <{register.documentation}>: <{register.base_url}>,
fetched once a day, and imported when it has changed.
"""


def _length(length: timedelta) -> str:
    """Return a length of time in the largest unit that divides it."""
    seconds = int(length.total_seconds())
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds and seconds % size == 0:
            count = seconds // size
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return f"{seconds} seconds"


if __name__ == "__main__":
    sys.stdout.write(sources_page())
