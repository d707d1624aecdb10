"""Databases that search too, over the same documents and every text of theirs that our engines see.

Each is asked twice: for all of the words, as they read a question by themselves, and for any of them, the best ranked
first, which forgives more. What is in quotation marks, left out by a minus or begun before a star is so for all.
"""

import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import psycopg

from search.documents import Document
from search.engines.texts import searched_texts

_PART = re.compile(r'(-?)(?:"([^"]*)"|([^\s"]+))')
_WORD = re.compile(r"\w+")


class Sqlite:
    """FTS5 with Porter's stems, by BM25."""

    def __init__(self, folder: Path, documents: Iterable[Document]) -> None:
        self._base = sqlite3.connect(folder / "fts5.db")
        self._base.execute("CREATE VIRTUAL TABLE f USING fts5(id UNINDEXED, title, body, tokenize='porter unicode61')")
        self._base.executemany("INSERT INTO f VALUES (?, ?, ?)", map(_row, documents))

    def first(self, text: str, count: int = 10, join: str = "AND") -> list[str]:
        """Return the first documents found for what was typed."""
        wanted, unwanted = [], []
        for minus, part in _parts(text):
            words = " ".join(_WORD.findall(part))
            (unwanted if minus else wanted).append(f'"{words}"{"*" if part.endswith("*") else ""}')
        asked = f"({f' {join} '.join(wanted)})" + "".join(f" NOT {each}" for each in unwanted)
        found = self._base.execute("SELECT id FROM f WHERE f MATCH ? ORDER BY rank, id LIMIT ?", (asked, count))
        return [id_ for (id_,) in found]


class Postgresql:
    """Its full-text search in English, titles weighing most, by `ts_rank_cd` over the length."""

    def __init__(self, address: str, documents: Iterable[Document]) -> None:
        self._base = psycopg.connect(f"{address}/postgres", autocommit=True)
        self._base.execute("CREATE TABLE d (id TEXT, title TEXT, body TEXT, t TSVECTOR)")
        with self._base.cursor().copy("COPY d (id, title, body) FROM STDIN") as copy:
            for each in documents:
                copy.write_row(_row(each))
        vector = "setweight(to_tsvector('english', title), 'A') || to_tsvector('english', body)"
        self._base.execute(f"UPDATE d SET t = {vector}")

    def close(self) -> None:
        """Let the server stop."""
        self._base.close()

    def first(self, text: str, count: int = 10, join: str = "&") -> list[str]:
        """Return the first documents found for what was typed."""
        wanted, unwanted = [], []
        for minus, part in _parts(text):
            (unwanted if minus else wanted).append(self._stemmed(part))
        query = f"({f' {join} '.join(filter(None, wanted))})" + "".join(f" & !({each})" for each in unwanted)
        found = "SELECT id FROM d, CAST(%s AS tsquery) AS q WHERE t @@ q ORDER BY ts_rank_cd(t, q, 1) DESC, id LIMIT %s"
        return [id_ for (id_,) in self._base.execute(found, (query, count))]

    def _stemmed(self, part: str) -> str:
        (stems,) = self._base.execute("SELECT phraseto_tsquery('english', %s)::text", (part,)).fetchone()
        return f"{stems}:*" if part.endswith("*") else stems


def _row(document: Document) -> tuple[str, str, str]:
    title, *rest = searched_texts(document)
    return document.id, title, "\n".join(rest)


def _parts(text: str) -> list[tuple[bool, str]]:
    return [
        (bool(minus), quoted or bare) for minus, quoted, bare in _PART.findall(text) if _WORD.search(quoted or bare)
    ]
