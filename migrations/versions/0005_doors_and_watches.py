"""Procurements published through several doors, values set aside, payments, and watches.

Revises 0004.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "value_releases",
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.String(length=200), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("subject_kind", "subject_id", "field", name=op.f("pk_value_releases")),
    )
    op.create_table(
        "watch_news",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("record_id", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watch_news")),
    )
    op.create_table(
        "procurement_doors",
        sa.Column("ocid", sa.String(length=200), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["ocid"], ["procurements.ocid"], name=op.f("fk_procurement_doors_ocid_procurements")),
        sa.PrimaryKeyConstraint("ocid", name=op.f("pk_procurement_doors")),
    )
    op.create_table(
        "procurement_keys",
        sa.Column("ocid", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["ocid"], ["procurements.ocid"], name=op.f("fk_procurement_keys_ocid_procurements")),
        sa.PrimaryKeyConstraint("ocid", "key", name=op.f("pk_procurement_keys")),
    )
    with op.batch_alter_table("procurement_keys", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_procurement_keys_key"), ["key"], unique=False)

    op.create_table(
        "procurement_link_words",
        sa.Column("first_ocid", sa.String(length=200), nullable=False),
        sa.Column("other_ocid", sa.String(length=200), nullable=False),
        sa.Column("is_same", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["first_ocid"], ["procurements.ocid"], name=op.f("fk_procurement_link_words_first_ocid_procurements")
        ),
        sa.ForeignKeyConstraint(
            ["other_ocid"], ["procurements.ocid"], name=op.f("fk_procurement_link_words_other_ocid_procurements")
        ),
        sa.PrimaryKeyConstraint("first_ocid", "other_ocid", name=op.f("pk_procurement_link_words")),
    )
    with op.batch_alter_table("procurement_link_words", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_procurement_link_words_other_ocid"), ["other_ocid"], unique=False)

    op.create_table(
        "procurement_links",
        sa.Column("first_ocid", sa.String(length=200), nullable=False),
        sa.Column("other_ocid", sa.String(length=200), nullable=False),
        sa.Column("rule", sa.String(length=20), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("is_clear", sa.Boolean(), nullable=False),
        sa.Column("found_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["first_ocid"], ["procurements.ocid"], name=op.f("fk_procurement_links_first_ocid_procurements")
        ),
        sa.ForeignKeyConstraint(
            ["other_ocid"], ["procurements.ocid"], name=op.f("fk_procurement_links_other_ocid_procurements")
        ),
        sa.PrimaryKeyConstraint("first_ocid", "other_ocid", name=op.f("pk_procurement_links")),
    )
    with op.batch_alter_table("procurement_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_procurement_links_other_ocid"), ["other_ocid"], unique=False)

    op.create_table(
        "watches",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("api_key_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=True),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("meant", sa.JSON(), nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.Column("looked_on", sa.Date(), nullable=True),
        sa.Column("nonce", sa.String(length=43), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("email_every", sa.String(length=10), nullable=True),
        sa.Column("email_asked_at", sa.DateTime(), nullable=True),
        sa.Column("email_confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("webhook_url", sa.String(length=2000), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["api_key_id"], ["api_keys.id"], name=op.f("fk_watches_api_key_id_api_keys")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watches")),
    )
    with op.batch_alter_table("watches", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_watches_api_key_id_created_at_id"), ["api_key_id", "created_at", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_watches_email_asked_at"), ["email_asked_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_watches_kind_subject"), ["kind", "subject"], unique=False)

    op.create_table(
        "watch_found",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("watch_id", sa.String(length=13), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("record_kind", sa.String(length=20), nullable=False),
        sa.Column("record_id", sa.String(length=200), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("found_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["watch_id"], ["watches.id"], name=op.f("fk_watch_found_watch_id_watches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watch_found")),
        sa.UniqueConstraint("watch_id", "key", name=op.f("uq_watch_found_watch_id_key")),
    )
    with op.batch_alter_table("watch_found", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_watch_found_watch_id_id"), ["watch_id", "id"], unique=False)

    op.create_table(
        "watch_deliveries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("found_id", sa.Integer(), nullable=False),
        sa.Column("watch_id", sa.String(length=13), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("batch", sa.String(length=40), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["found_id"], ["watch_found.id"], name=op.f("fk_watch_deliveries_found_id_watch_found")
        ),
        sa.ForeignKeyConstraint(["watch_id"], ["watches.id"], name=op.f("fk_watch_deliveries_watch_id_watches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watch_deliveries")),
        sa.UniqueConstraint("found_id", "channel", name=op.f("uq_watch_deliveries_found_id_channel")),
    )
    with op.batch_alter_table("watch_deliveries", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_watch_deliveries_state_channel_due_at"), ["state", "channel", "due_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_watch_deliveries_watch_id_channel_id"), ["watch_id", "channel", "id"], unique=False
        )

    with op.batch_alter_table("contracts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("doubts", sa.JSON(), nullable=False, server_default="[]"))

    with op.batch_alter_table("procurements", schema=None) as batch_op:
        batch_op.add_column(sa.Column("doubts", sa.JSON(), nullable=False, server_default="[]"))

    with op.batch_alter_table("scrape_runs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("setbacks", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("waited_seconds", sa.Integer(), nullable=False, server_default="0"))

    with op.batch_alter_table("statements", schema=None) as batch_op:
        batch_op.add_column(sa.Column("released", sa.JSON(), nullable=False, server_default="[]"))

    _let_every_key_watch()


def _let_every_key_watch() -> None:
    keys = sa.table("api_keys", sa.column("id", sa.Integer()), sa.column("scopes", sa.JSON()))
    connection = op.get_bind()
    for key_id, scopes in connection.execute(sa.select(keys.c.id, keys.c.scopes)).all():
        wider = sorted({*scopes, "watches"})
        connection.execute(sa.update(keys).where(keys.c.id == key_id).values(scopes=wider))


def downgrade() -> None:
    with op.batch_alter_table("statements", schema=None) as batch_op:
        batch_op.drop_column("released")

    with op.batch_alter_table("scrape_runs", schema=None) as batch_op:
        batch_op.drop_column("waited_seconds")
        batch_op.drop_column("setbacks")

    with op.batch_alter_table("procurements", schema=None) as batch_op:
        batch_op.drop_column("doubts")

    with op.batch_alter_table("contracts", schema=None) as batch_op:
        batch_op.drop_column("doubts")

    with op.batch_alter_table("watch_deliveries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_watch_deliveries_watch_id_channel_id"))
        batch_op.drop_index(batch_op.f("ix_watch_deliveries_state_channel_due_at"))

    op.drop_table("watch_deliveries")
    with op.batch_alter_table("watch_found", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_watch_found_watch_id_id"))

    op.drop_table("watch_found")
    with op.batch_alter_table("watches", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_watches_kind_subject"))
        batch_op.drop_index(batch_op.f("ix_watches_email_asked_at"))
        batch_op.drop_index(batch_op.f("ix_watches_api_key_id_created_at_id"))

    op.drop_table("watches")
    with op.batch_alter_table("procurement_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_procurement_links_other_ocid"))

    op.drop_table("procurement_links")
    with op.batch_alter_table("procurement_link_words", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_procurement_link_words_other_ocid"))

    op.drop_table("procurement_link_words")
    with op.batch_alter_table("procurement_keys", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_procurement_keys_key"))

    op.drop_table("procurement_keys")
    op.drop_table("procurement_doors")
    op.drop_table("watch_news")
    op.drop_table("value_releases")
