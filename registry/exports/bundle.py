"""The whole of the registry as one dated archive: a CSV for each list, contracts as OCDS, and what describes them."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from registry.exports.archive import Entry, zip_chunks
from registry.exports.columns import Edition
from registry.exports.contracts import CONTRACTS
from registry.exports.delimited import csv_chunks
from registry.exports.descriptor import datapackage, readme
from registry.exports.json_lines import json_line
from registry.exports.lists import EXPORTS
from registry.exports.ocds_releases import releases
from registry.exports.rows import partitions

MEDIA_TYPE = "application/zip"
RELEASES = "contracts.ocds.jsonl"


def bundle_name(edition: Edition) -> str:
    """Return what the bundle of a day is called: `thirty3-2026-11-21`."""
    return f"thirty3-{edition.on.isoformat()}"


def bundle_chunks(session: Session, edition: Edition) -> Iterator[bytes]:
    """Yield the bytes of the bundle: all that `session`, a snapshot, can see."""
    return zip_chunks(_entries(session, edition), edition.at)


def write_bundle(session: Session, edition: Edition, path: Path) -> None:
    """Write the bundle to a file, which is there whole or not at all."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        unfinished = Path(file.name)
        try:
            for chunk in bundle_chunks(session, edition):
                file.write(chunk)
            file.close()
            unfinished.chmod(0o644)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)


def _entries(session: Session, edition: Edition) -> Iterator[Entry]:
    """Yield the files; the descriptor comes last, since it states their sizes and digests."""
    folder = bundle_name(edition)
    yield Entry(f"{folder}/README.txt", [readme(edition).encode()])
    tables = {}
    for export in EXPORTS:
        chunks = csv_chunks(export, partitions(session, export, export.everything(edition), edition))
        tables[export.name] = Entry(f"{folder}/{export.name}.csv", chunks)
        yield tables[export.name]
    found = releases(session, CONTRACTS.everything(edition), edition)
    ocds = Entry(f"{folder}/{RELEASES}", (b"".join(map(json_line, each)) for each in found))
    yield ocds
    described = datapackage(edition, bundle_name(edition), tables, ocds)
    yield Entry(f"{folder}/datapackage.json", [json.dumps(described, indent=2, ensure_ascii=False).encode()])
