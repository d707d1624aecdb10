"""Damaged files: Tantivy panics over them, with what is no `Exception` in Python and would end a whole worker."""

from collections.abc import Iterator
from contextlib import contextmanager

from search.exceptions import IndexMissing


class IndexDamaged(IndexMissing):
    """Raised when Tantivy cannot make sense of its files."""


@contextmanager
def damage_is_an_error() -> Iterator[None]:
    """Turn a panic into `IndexDamaged`; also a decorator."""
    try:
        yield
    except BaseException as error:
        # There is no module to import it from.
        if type(error).__name__ != "PanicException":
            raise
        raise IndexDamaged("the index is damaged: rebuild it") from error
