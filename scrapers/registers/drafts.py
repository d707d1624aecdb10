"""A row while it is being read: what is understood so far, what is kept as written, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from scrapers.registers.cells import Reading, is_placeholder
from scrapers.registers.columns import Assigned

Cells = dict[str, list[tuple[Assigned, Reading, str]]]
"""By role, the cells of a row that hold something: column, reading and text."""


@dataclass(slots=True)
class Draft:
    """Fields, words and problems of one row; `partly` once a cell was not understood."""

    fields: dict[str, Any] = field(default_factory=dict)
    as_written: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    partly: bool = False

    def keep(self, name: str, reading: Reading, text: str) -> None:
        """Put a reading where it belongs."""
        if reading.problem is not None:
            self.fail(name, text, reading.problem)
        elif reading.value is None:
            if text and not is_placeholder(text):
                self.write(name, text)
        else:
            self.fields[name] = reading.value
            if reading.interpreted:
                self.write(name, text)

    def fail(self, name: str, text: str, why: str) -> None:
        """Note that a cell of a field was not understood."""
        self.partly = True
        self.write(name, text)
        self.warn(name, f"{_quoted(text)}: {why}.")

    def warn(self, name: str, sentence: str) -> None:
        """Note what is odd about a field that was understood."""
        sentence = sentence[0].upper() + sentence[1:]
        if sentence in self.problems.get(name, ""):
            return
        self.problems[name] = f"{self.problems[name]} {sentence}" if name in self.problems else sentence

    def write(self, name: str, text: str) -> None:
        """Keep the words of a cell beside its field."""
        before = self.as_written.get(name)
        self.as_written[name] = f"{before}; {text}" if before and before != text else text


def _quoted(text: str) -> str:
    short = " ".join(text.split())
    return f'"{short[:60]}{"…" if len(short) > 60 else ""}"'
