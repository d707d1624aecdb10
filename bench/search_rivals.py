"""Databases that search too, asked for the same pages: SQLite with FTS5, and PostgreSQL.

Both keep one borough and one supplier of each document, which is less than our engines count. Neither mends
misspelt words.
"""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg

from search.documents import Document
from search.language import Phrase, Prefix, Word, read

Ask = Callable[[str], int]
FIELDS = ("kind", "authority", "supplier")
COLUMNS = "n BIGINT PRIMARY KEY, kind TEXT, authority TEXT, supplier TEXT, published INTEGER"


class Sqlite:
    """FTS5 with Porter's stems, facets in SQL."""

    def __init__(self, folder: Path) -> None:
        self.base = sqlite3.connect(folder / "fts.db")
        self.base.execute(f"CREATE TABLE d ({COLUMNS})")
        self.base.execute("CREATE VIRTUAL TABLE f USING fts5(title, body, tokenize='porter')")

    def fill(self, corpus: Iterator[Document]) -> None:
        for number, each in enumerate(corpus, 1):
            self.base.execute("INSERT INTO d VALUES (?, ?, ?, ?, ?)", _row(number, each))
            self.base.execute("INSERT INTO f (rowid, title, body) VALUES (?, ?, ?)", (number, each.title, each.body))
        self.base.commit()

    def kinds(self) -> dict[str, Ask]:
        joined = "FROM f JOIN d ON d.n = f.rowid WHERE f MATCH ?"
        filtered = f"{joined} AND authority = 'E09000007' AND kind = 'notice'"
        in_range = f"{joined} AND published BETWEEN 736000 AND 739000"
        return {
            "word": self._page, "phrase": self._page, "prefix": self._page,
            "filter": lambda text: self._first(filtered, "rank", text),
            "sort": lambda text: self._first(in_range, "published DESC", text),
            "facets": self._facets, "typical": self._facets,
        }  # fmt: skip

    def _page(self, text: str) -> int:
        return self._first("FROM f WHERE f MATCH ?", "rank", text)

    def _facets(self, text: str) -> int:
        for field in FIELDS:
            counted = f"SELECT {field}, count(*) FROM d WHERE n IN (SELECT rowid FROM f WHERE f MATCH ?) GROUP BY 1"
            self.base.execute(counted, (_fts5(text),)).fetchall()
        return self._page(text)

    def _first(self, found: str, order: str, text: str) -> int:
        shown = f"SELECT f.rowid, snippet(f, 1, '[', ']', '…', 30) {found} ORDER BY {order} LIMIT 20"
        self.base.execute(shown, (_fts5(text),)).fetchall()
        return int(self.base.execute(f"SELECT count(*) {found}", (_fts5(text),)).fetchone()[0])


class Postgresql:
    """A stored tsvector with a GIN index, facets in SQL."""

    def __init__(self, address: str) -> None:
        self.base = psycopg.connect(f"{address}/postgres", autocommit=True)
        self.base.execute(f"CREATE TABLE d ({COLUMNS}, title TEXT, body TEXT, t TSVECTOR)")

    def fill(self, corpus: Iterator[Document]) -> None:
        columns = "n, kind, authority, supplier, published, title, body"
        with self.base.cursor().copy(f"COPY d ({columns}) FROM STDIN") as copy:
            for number, each in enumerate(corpus, 1):
                copy.write_row((*_row(number, each), each.title, each.body))
        vector = "setweight(to_tsvector('english', title), 'A') || to_tsvector('english', body)"
        self.base.execute(f"UPDATE d SET t = {vector}")
        self.base.execute("CREATE INDEX ON d USING gin (t)")
        self.base.execute("VACUUM ANALYZE d")

    def kinds(self) -> dict[str, Ask]:
        return {
            "word": self._page, "phrase": self._page, "prefix": self._page,
            "filter": lambda text: self._page(text, "AND authority = 'E09000007' AND kind = 'notice'"),
            "sort": lambda text: self._page(text, "AND published BETWEEN 736000 AND 739000", "published DESC"),
            "facets": self._facets, "typical": self._facets,
        }  # fmt: skip

    def _facets(self, text: str) -> int:
        sets = ", ".join(f"({field})" for field in FIELDS)
        counted = f"SELECT {', '.join(FIELDS)}, count(*) FROM d, q WHERE t @@ q GROUP BY GROUPING SETS ({sets})"
        self._run(text, counted)
        return self._page(text)

    def _page(self, text: str, narrowed: str = "", order: str = "ts_rank_cd(t, q) DESC") -> int:
        found = f"SELECT n, body, q FROM d, q WHERE t @@ q {narrowed} ORDER BY {order} LIMIT 20"
        self._run(text, f"SELECT n, ts_headline('english', body, q) FROM ({found}) AS page")
        return int(self._run(text, f"SELECT count(*) FROM d, q WHERE t @@ q {narrowed}")[0][0])

    def _run(self, text: str, statement: str) -> list[Any]:
        asked = f"WITH q AS (SELECT to_tsquery('english', %s) AS q) {statement}"
        return self.base.execute(asked, (_tsquery(text),)).fetchall()


def _row(number: int, each: Document) -> tuple[Any, ...]:
    return number, *(each.facets[name][0] for name in FIELDS), each.numbers["published"]


def _fts5(text: str) -> str:
    return text if text.endswith(("*", '"')) else " ".join(f'"{word}"' for word in text.split())


def _tsquery(text: str) -> str:
    match read(text).tree:
        case Prefix(beginning):
            return f"{beginning}:*"
        case Phrase(words):
            return " <-> ".join(words)
        case Word(word):
            return word
    return " & ".join(text.split())
