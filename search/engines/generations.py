"""Generations: an index is written in a directory beside the old one, and then takes its place."""

import os
import shutil
import stat
from datetime import UTC, datetime
from pathlib import Path

from search.exceptions import IndexMissing, IndexUnsafe

FORMAT = 1
"""Raise it when what the index holds changes: one of another format counts as missing, and is rebuilt."""

_PREFIX = f"v{FORMAT}-"


class Generations:
    """The directory of an index: its generations, and a link to the current one.

    Whoosh unpickles what it reads, so whoever can write here can run code as us: the directory is ours alone.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.link = root / "current"

    def create_root(self) -> None:
        """Make the directory, readable by its owner only; raises `IndexUnsafe` when it is somebody else's."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        _check_ours(self.root)

    def current(self) -> Path:
        """Return the directory to read; raises `IndexMissing` or `IndexUnsafe`."""
        try:
            name = str(self.link.readlink())
            _check_ours(self.root)
            if Path(name).name != name or not name.startswith(_PREFIX):
                raise IndexMissing(f"the index in {self.root} is of another format: rebuild it")
            _check_ours(self.root / name)
        except OSError as error:
            raise IndexMissing(f"there is no index in {self.root}: rebuild it") from error
        return self.root / name

    def begin(self) -> Path:
        """Return a new empty directory, after removing all that is not current."""
        self.create_root()
        current = self.link.readlink().name if self.link.is_symlink() else None
        for old in self.root.iterdir():
            if old.is_dir() and not old.is_symlink() and old.name != current:
                shutil.rmtree(old)
        new = self.root / f"{_PREFIX}{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
        new.mkdir(mode=0o700)
        return new

    def publish(self, new: Path) -> None:
        """Make `new` the current one in a single step, once it is safely on disk."""
        sync(new)
        fresh = self.root / "next"
        fresh.unlink(missing_ok=True)
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


def _check_ours(directory: Path) -> None:
    status = directory.lstat()
    if not stat.S_ISDIR(status.st_mode):
        raise IndexMissing(f"{directory} is not a directory: rebuild the index")
    if status.st_uid != os.geteuid() or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise IndexUnsafe(f"{directory} can be written by others: make it this user's own, mode 0700")
