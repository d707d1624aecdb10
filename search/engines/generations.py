"""Generations: an index is written in a directory beside the old one, and then takes its place."""

import os
import re
import shutil
import stat
from datetime import UTC, datetime
from pathlib import Path

from search.exceptions import IndexMisplaced, IndexMissing, IndexUnsafe

_NAME = re.compile(r"[a-z]+\d+-\d{8}T\d{12}")
_MARK = "thirty3-generation"


class Generations:
    """The directory of an index: its generations, and a link to the current one.

    Whoosh unpickles what it reads, so whoever can write here can run code as us: the directory is ours alone.
    A generation has a form, as in `tantivy1`: an engine, and a number to raise when what its index holds changes.
    One of another form counts as missing, and is rebuilt.
    """

    def __init__(self, root: Path, form: str) -> None:
        self.root = root
        self._prefix = f"{form}-"
        self.link = root / "current"

    def check_place(self) -> None:
        """Raise `IndexMisplaced` where writing an index would mix it with files that are not ours."""
        try:
            if self.root.is_symlink():
                raise IndexMisplaced(f"SEARCH_PATH: {self.root} is a link: name the folder itself")
            if not self.root.exists() or all(map(_is_ours, self.root.iterdir())) or _is_ours(self.link):
                return
        except OSError as error:
            raise IndexMisplaced(
                f"SEARCH_PATH: {self.root} is no folder to read and write: {error.strerror}"
            ) from error
        raise IndexMisplaced(
            f"SEARCH_PATH: {self.root} holds files and no search index: name an empty folder, or one yet to be made"
        )

    def create_root(self) -> None:
        """Make the directory, readable by its owner only; raises `IndexMisplaced`, or `IndexUnsafe`."""
        self.check_place()
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        _check_ours(self.root)

    def current(self) -> Path:
        """Return the directory to read; raises `IndexMissing` or `IndexUnsafe`."""
        try:
            name = str(self.link.readlink())
            _check_ours(self.root)
            if Path(name).name != name or not name.startswith(self._prefix):
                raise IndexMissing(f"the index in {self.root} is of another form: rebuild it")
            _check_ours(self.root / name)
        except OSError as error:
            raise IndexMissing(f"there is no index in {self.root}: rebuild it") from error
        return self.root / name

    def begin(self) -> Path:
        """Return a new directory, after removing the generations that are not current, and nothing else."""
        self.create_root()
        current = self.root / self.link.readlink() if _is_ours(self.link) else None
        for old in filter(_is_generation, self.root.iterdir()):
            if old == current:
                _mark(old)  # before there were marks, it was made without
            elif (old / _MARK).is_file():
                shutil.rmtree(old)
        new = self.root / f"{self._prefix}{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
        new.mkdir(mode=0o700)
        _mark(new)
        return new

    def publish(self, new: Path) -> None:
        """Make `new` the current one in a single step, once it is safely on disk."""
        sync(new)
        fresh = self.root / "next"
        if fresh.is_symlink():
            fresh.unlink()
        fresh.symlink_to(new.name)
        fresh.replace(self.link)
        _sync_one(self.root)


def sync(directory: Path) -> None:
    """Wait until the files of a directory are on disk: Whoosh itself never does."""
    for file in directory.iterdir():
        _sync_one(file)
    _sync_one(directory)


def _sync_one(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _is_ours(entry: Path) -> bool:
    """Tell whether an entry of the directory is one that we write there; it may go away meanwhile."""
    if entry.name not in ("current", "next"):
        return entry.name == "write.lock" or bool(_NAME.fullmatch(entry.name))
    try:
        return bool(_NAME.fullmatch(str(entry.readlink())))
    except OSError:
        return False


def _is_generation(entry: Path) -> bool:
    return bool(_NAME.fullmatch(entry.name)) and entry.is_dir() and not entry.is_symlink()


def _mark(generation: Path) -> None:
    (generation / _MARK).write_text("A search index of Thirty3. It is removed when there is a newer one.\n")


def _check_ours(directory: Path) -> None:
    status = directory.lstat()
    if not stat.S_ISDIR(status.st_mode):
        raise IndexMissing(f"{directory} is not a directory: rebuild the index")
    if status.st_uid != os.geteuid() or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise IndexUnsafe(f"{directory} can be written by others: make it this user's own, mode 0700")
