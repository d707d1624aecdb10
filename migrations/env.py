"""Run migrations, the same on SQLite and PostgreSQL."""

import os
from typing import Any

from alembic import context
from sqlalchemy import Connection, TypeDecorator

import registry.models  # noqa: F401 (defines the tables)
from registry.db import Base, make_engine


def render_item(kind: str, item: Any, _context: Any) -> str | bool:
    """Write plain SQLAlchemy types: a migration must not change when our types do."""
    return f"sa.{item.impl!r}" if kind == "type" and isinstance(item, TypeDecorator) else False


def run(connection: Connection) -> None:
    sqlite = connection.dialect.name == "sqlite"
    dbapi: Any = connection.connection.dbapi_connection
    if sqlite:
        # Batch mode drops the old table, which with foreign keys on would delete its children's rows.
        dbapi.execute("PRAGMA foreign_keys=OFF")
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=sqlite,
        compare_type=True,
        transactional_ddl=True,  # SQLite has it too, since SQLAlchemy emits BEGIN (registry/db.py)
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()
    if sqlite:
        broken = dbapi.execute("PRAGMA foreign_key_check").fetchall()
        dbapi.execute("PRAGMA foreign_keys=ON")
        if broken:
            raise RuntimeError(f"foreign keys broken by a migration: {broken[:5]}")


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with make_engine(os.environ.get("DATABASE_URL", "sqlite:///var/thirty3.db")).connect() as opened:
        run(opened)
