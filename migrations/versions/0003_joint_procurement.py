"""Joint procurement: plans, the days that renewals turn on, who may answer.

Revises 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plans",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("service_id", sa.String(length=60), nullable=False),
        sa.Column("lead_gss", sa.String(length=9), nullable=False),
        sa.Column("stage", sa.String(length=10), nullable=False),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("requirement", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("value_pence", sa.BigInteger(), nullable=True),
        sa.Column("lead_months", sa.Integer(), nullable=True),
        sa.Column("opportunity_id", sa.String(length=100), nullable=True),
        sa.Column("milestones", sa.JSON(), nullable=False),
        sa.Column("documents", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["lead_gss"], ["authorities.gss"], name=op.f("fk_plans_lead_gss_authorities")),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name=op.f("fk_plans_service_id_services")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
    )
    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_plans_audience_starts_on_id"), ["audience", "starts_on", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_plans_lead_gss"), ["lead_gss"], unique=False)
        batch_op.create_index(batch_op.f("ix_plans_service_id"), ["service_id"], unique=False)

    op.create_table(
        "plan_contracts",
        sa.Column("plan_id", sa.String(length=13), nullable=False),
        sa.Column("contract_id", sa.String(length=13), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_plan_contracts_plan_id_plans")),
        sa.PrimaryKeyConstraint("plan_id", "contract_id", name=op.f("pk_plan_contracts")),
    )
    with op.batch_alter_table("plan_contracts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_plan_contracts_contract_id_plan_id"), ["contract_id", "plan_id"], unique=False
        )

    op.create_table(
        "plan_interests",
        sa.Column("plan_id", sa.String(length=13), nullable=False),
        sa.Column("supplier_id", sa.String(length=13), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.Column("word", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_plan_interests_plan_id_plans")),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["suppliers.id"], name=op.f("fk_plan_interests_supplier_id_suppliers")
        ),
        sa.PrimaryKeyConstraint("plan_id", "supplier_id", name=op.f("pk_plan_interests")),
    )
    with op.batch_alter_table("plan_interests", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_plan_interests_supplier_id_plan_id"), ["supplier_id", "plan_id"], unique=False
        )

    op.create_table(
        "plan_members",
        sa.Column("plan_id", sa.String(length=13), nullable=False),
        sa.Column("gss", sa.String(length=9), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("word", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["gss"], ["authorities.gss"], name=op.f("fk_plan_members_gss_authorities")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_plan_members_plan_id_plans")),
        sa.PrimaryKeyConstraint("plan_id", "gss", name=op.f("pk_plan_members")),
    )
    with op.batch_alter_table("plan_members", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_members_gss_plan_id"), ["gss", "plan_id"], unique=False)

    op.create_table(
        "plan_notices",
        sa.Column("plan_id", sa.String(length=13), nullable=False),
        sa.Column("ocid", sa.String(length=200), nullable=False),
        sa.Column("is_ours", sa.Boolean(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_plan_notices_plan_id_plans")),
        sa.PrimaryKeyConstraint("plan_id", "ocid", name=op.f("pk_plan_notices")),
    )
    with op.batch_alter_table("plan_notices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_notices_ocid"), ["ocid"], unique=False)

    with op.batch_alter_table("contracts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("break_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("lead_months", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("value_confirmed", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.drop_index(batch_op.f("ix_contracts_renewals"))
        batch_op.create_index(
            "ix_contracts_renewals",
            ["is_listed", "is_technology", "status", "ends_on", "act_by_on", "id", "decision", "service_id"],
            unique=False,
        )
        batch_op.create_index("ix_contracts_decision_id", ["decision", "id"], unique=False)

    with op.batch_alter_table("procurements", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reserved_areas", sa.JSON(), nullable=False, server_default="[]"))

    # Contracts whose value is their authority's own word: their columns say so from now on.
    op.execute(
        "UPDATE contracts SET value_confirmed = true WHERE confirmed_on IS NOT NULL AND id IN ("
        "SELECT COALESCE(c.merged_into_id, c.id) FROM contracts c JOIN statements s ON s.subject_id = c.id "
        "WHERE s.subject_kind = 'contract' AND s.belief = 'authority' AND s.audience = 'public' AND "
        "(s.fields ->> 'value' IS NOT NULL OR s.fields ->> 'annual_value' IS NOT NULL))"
    )


def downgrade() -> None:
    with op.batch_alter_table("procurements", schema=None) as batch_op:
        batch_op.drop_column("reserved_areas")

    with op.batch_alter_table("contracts", schema=None) as batch_op:
        batch_op.drop_index("ix_contracts_decision_id")
        batch_op.drop_index("ix_contracts_renewals")
        batch_op.create_index(
            batch_op.f("ix_contracts_renewals"),
            ["is_listed", "is_technology", "status", "ends_on", "act_by_on", "id"],
            unique=False,
        )
        batch_op.drop_column("value_confirmed")
        batch_op.drop_column("lead_months")
        batch_op.drop_column("break_on")

    with op.batch_alter_table("plan_notices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_notices_ocid"))

    op.drop_table("plan_notices")
    with op.batch_alter_table("plan_members", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_members_gss_plan_id"))

    op.drop_table("plan_members")
    with op.batch_alter_table("plan_interests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_interests_supplier_id_plan_id"))

    op.drop_table("plan_interests")
    with op.batch_alter_table("plan_contracts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_contracts_contract_id_plan_id"))

    op.drop_table("plan_contracts")
    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plans_service_id"))
        batch_op.drop_index(batch_op.f("ix_plans_lead_gss"))
        batch_op.drop_index(batch_op.f("ix_plans_audience_starts_on_id"))

    op.drop_table("plans")
