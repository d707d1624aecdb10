"""The first tables: reference data, notices, procurements, contracts and their statements, sources."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "authorities",
        sa.Column("gss", sa.String(length=9), nullable=False),
        sa.Column("lae", sa.String(length=10), nullable=True),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("short_name", sa.String(length=100), nullable=False),
        sa.Column("official_name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("region", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("gss", name=op.f("pk_authorities")),
        sa.UniqueConstraint("slug", name=op.f("uq_authorities_slug")),
    )
    with op.batch_alter_table("authorities", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_authorities_short_name"), ["short_name"], unique=False)

    op.create_table(
        "cpv_codes",
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("parent_code", sa.String(length=8), nullable=True),
        sa.Column("description", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_cpv_codes")),
    )
    op.create_table(
        "index_queue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("record_id", sa.String(length=200), nullable=False),
        sa.Column("queued_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_index_queue")),
    )
    op.create_table(
        "services",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("esd_functions", sa.JSON(), nullable=False),
        sa.Column("cpv", sa.JSON(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_services")),
    )
    op.create_table(
        "sources",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("whole_since", sa.DateTime(), nullable=True),
        sa.Column("whole_until", sa.DateTime(), nullable=True),
        sa.Column("ask_after", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_sources")),
    )
    op.create_table(
        "statements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.String(length=13), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("reference", sa.String(length=500), nullable=False),
        sa.Column("belief", sa.String(length=12), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=True),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
        sa.UniqueConstraint(
            "subject_kind",
            "subject_id",
            "source",
            "reference",
            name=op.f("uq_statements_subject_kind_subject_id_source_reference"),
        ),
    )
    op.create_table(
        "suppliers",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("company_number", sa.String(length=8), nullable=True),
        sa.Column("merged_into_id", sa.String(length=13), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["suppliers.id"], name=op.f("fk_suppliers_merged_into_id_suppliers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppliers")),
        sa.UniqueConstraint("company_number", name=op.f("uq_suppliers_company_number")),
    )
    with op.batch_alter_table("suppliers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suppliers_merged_into_id"), ["merged_into_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_suppliers_slug"), ["slug"], unique=False)

    op.create_table(
        "authority_identities",
        sa.Column("gss", sa.String(length=9), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("origin", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["gss"], ["authorities.gss"], name=op.f("fk_authority_identities_gss_authorities")),
        sa.PrimaryKeyConstraint("gss", "value", name=op.f("pk_authority_identities")),
    )
    op.create_table(
        "broken_pages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("window_since", sa.DateTime(), nullable=False),
        sa.Column("window_until", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("is_lost", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.name"], name=op.f("fk_broken_pages_source_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broken_pages")),
    )
    with op.batch_alter_table("broken_pages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_broken_pages_source"), ["source"], unique=False)

    op.create_table(
        "contracts",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("ocid", sa.String(length=200), nullable=True),
        sa.Column("reference", sa.String(length=300), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("max_ends_on", sa.Date(), nullable=True),
        sa.Column("extension_text", sa.Text(), nullable=True),
        sa.Column("value_pence", sa.BigInteger(), nullable=True),
        sa.Column("value_with_vat_pence", sa.BigInteger(), nullable=True),
        sa.Column("vat", sa.String(length=10), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("procedure", sa.Text(), nullable=True),
        sa.Column("cpv", sa.JSON(), nullable=False),
        sa.Column("service_id", sa.String(length=60), nullable=True),
        sa.Column("service_words", sa.JSON(), nullable=False),
        sa.Column("act_by_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name=op.f("fk_contracts_service_id_services")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contracts")),
    )
    with op.batch_alter_table("contracts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contracts_act_by_on_ends_on_id"), ["act_by_on", "ends_on", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_contracts_ends_on_id"), ["ends_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contracts_ocid"), ["ocid"], unique=False)
        batch_op.create_index(batch_op.f("ix_contracts_reference"), ["reference"], unique=False)
        batch_op.create_index(batch_op.f("ix_contracts_service_id"), ["service_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_contracts_status_ends_on_act_by_on_id"),
            ["status", "ends_on", "act_by_on", "id"],
            unique=False,
        )

    op.create_table(
        "procurements",
        sa.Column("ocid", sa.String(length=200), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("regime", sa.String(length=20), nullable=False),
        sa.Column("buyer_name", sa.Text(), nullable=False),
        sa.Column("first_published_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("closes_at", sa.DateTime(), nullable=True),
        sa.Column("value_pence", sa.BigInteger(), nullable=True),
        sa.Column("vat", sa.String(length=10), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("procedure", sa.Text(), nullable=True),
        sa.Column("above_threshold", sa.Boolean(), nullable=True),
        sa.Column("suits_sme", sa.Boolean(), nullable=True),
        sa.Column("cpv", sa.JSON(), nullable=False),
        sa.Column("is_technology", sa.Boolean(), nullable=False),
        sa.Column("service_id", sa.String(length=60), nullable=True),
        sa.Column("service_words", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name=op.f("fk_procurements_service_id_services")),
        sa.PrimaryKeyConstraint("ocid", name=op.f("pk_procurements")),
    )
    with op.batch_alter_table("procurements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_procurements_is_open_closes_at"), ["is_open", "closes_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_procurements_is_technology"), ["is_technology"], unique=False)
        batch_op.create_index(batch_op.f("ix_procurements_service_id"), ["service_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_procurements_stage"), ["stage"], unique=False)
        batch_op.create_index(batch_op.f("ix_procurements_updated_at_ocid"), ["updated_at", "ocid"], unique=False)

    op.create_table(
        "scrape_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("windows", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("out_of_scope", sa.Integer(), nullable=False),
        sa.Column("quarantined", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["source"], ["sources.name"], name=op.f("fk_scrape_runs_source_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scrape_runs")),
    )
    with op.batch_alter_table("scrape_runs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scrape_runs_source"), ["source"], unique=False)

    op.create_table(
        "supplier_names",
        sa.Column("supplier_id", sa.String(length=13), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("name_key", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["suppliers.id"], name=op.f("fk_supplier_names_supplier_id_suppliers")
        ),
        sa.PrimaryKeyConstraint("supplier_id", "name", name=op.f("pk_supplier_names")),
    )
    with op.batch_alter_table("supplier_names", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_supplier_names_name_key"), ["name_key"], unique=False)

    op.create_table(
        "contract_authorities",
        sa.Column("contract_id", sa.String(length=13), nullable=False),
        sa.Column("gss", sa.String(length=9), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_contract_authorities_contract_id_contracts")
        ),
        sa.ForeignKeyConstraint(["gss"], ["authorities.gss"], name=op.f("fk_contract_authorities_gss_authorities")),
        sa.PrimaryKeyConstraint("contract_id", "gss", name=op.f("pk_contract_authorities")),
    )
    with op.batch_alter_table("contract_authorities", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contract_authorities_gss_contract_id"), ["gss", "contract_id"], unique=False
        )

    op.create_table(
        "contract_suppliers",
        sa.Column("contract_id", sa.String(length=13), nullable=False),
        sa.Column("sighted_id", sa.String(length=13), nullable=False),
        sa.Column("supplier_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_contract_suppliers_contract_id_contracts")
        ),
        sa.ForeignKeyConstraint(
            ["sighted_id"], ["suppliers.id"], name=op.f("fk_contract_suppliers_sighted_id_suppliers")
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["suppliers.id"], name=op.f("fk_contract_suppliers_supplier_id_suppliers")
        ),
        sa.PrimaryKeyConstraint("contract_id", "sighted_id", name=op.f("pk_contract_suppliers")),
    )
    with op.batch_alter_table("contract_suppliers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contract_suppliers_sighted_id"), ["sighted_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_contract_suppliers_supplier_id_contract_id"), ["supplier_id", "contract_id"], unique=False
        )

    op.create_table(
        "notices",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("ocid", sa.String(length=200), nullable=False),
        sa.Column("release_id", sa.String(length=200), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("regime", sa.String(length=20), nullable=False),
        sa.Column("notice_type", sa.String(length=4), nullable=True),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("buyer_name", sa.Text(), nullable=False),
        sa.Column("buyer_id", sa.String(length=200), nullable=True),
        sa.Column("portal_url", sa.Text(), nullable=True),
        sa.Column("closes_at", sa.DateTime(), nullable=True),
        sa.Column("value_pence", sa.BigInteger(), nullable=True),
        sa.Column("vat", sa.String(length=10), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("cpv", sa.JSON(), nullable=False),
        sa.Column("is_technology", sa.Boolean(), nullable=False),
        sa.Column("service_id", sa.String(length=60), nullable=True),
        sa.Column("service_words", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["ocid"], ["procurements.ocid"], name=op.f("fk_notices_ocid_procurements")),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name=op.f("fk_notices_service_id_services")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("ocid", "release_id", name=op.f("uq_notices_ocid_release_id")),
    )
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notices_buyer_id"), ["buyer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notices_closes_at"), ["closes_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_notices_notice_type"), ["notice_type"], unique=False)
        batch_op.create_index(batch_op.f("ix_notices_published_at_id"), ["published_at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notices_release_id"), ["release_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notices_service_id"), ["service_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notices_source"), ["source"], unique=False)
        batch_op.create_index(batch_op.f("ix_notices_stage"), ["stage"], unique=False)

    op.create_table(
        "procurement_authorities",
        sa.Column("ocid", sa.String(length=200), nullable=False),
        sa.Column("gss", sa.String(length=9), nullable=False),
        sa.ForeignKeyConstraint(["gss"], ["authorities.gss"], name=op.f("fk_procurement_authorities_gss_authorities")),
        sa.ForeignKeyConstraint(
            ["ocid"], ["procurements.ocid"], name=op.f("fk_procurement_authorities_ocid_procurements")
        ),
        sa.PrimaryKeyConstraint("ocid", "gss", name=op.f("pk_procurement_authorities")),
    )
    with op.batch_alter_table("procurement_authorities", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_procurement_authorities_gss"), ["gss"], unique=False)

    op.create_table(
        "notice_authorities",
        sa.Column("notice_id", sa.String(length=13), nullable=False),
        sa.Column("gss", sa.String(length=9), nullable=False),
        sa.ForeignKeyConstraint(["gss"], ["authorities.gss"], name=op.f("fk_notice_authorities_gss_authorities")),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_notice_authorities_notice_id_notices")),
        sa.PrimaryKeyConstraint("notice_id", "gss", name=op.f("pk_notice_authorities")),
    )
    with op.batch_alter_table("notice_authorities", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_authorities_gss"), ["gss"], unique=False)

    op.create_table(
        "notice_suppliers",
        sa.Column("notice_id", sa.String(length=13), nullable=False),
        sa.Column("sighted_id", sa.String(length=13), nullable=False),
        sa.Column("supplier_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_notice_suppliers_notice_id_notices")),
        sa.ForeignKeyConstraint(
            ["sighted_id"], ["suppliers.id"], name=op.f("fk_notice_suppliers_sighted_id_suppliers")
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["suppliers.id"], name=op.f("fk_notice_suppliers_supplier_id_suppliers")
        ),
        sa.PrimaryKeyConstraint("notice_id", "sighted_id", name=op.f("pk_notice_suppliers")),
    )
    with op.batch_alter_table("notice_suppliers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_suppliers_sighted_id"), ["sighted_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notice_suppliers_supplier_id"), ["supplier_id"], unique=False)


def downgrade() -> None:

    with op.batch_alter_table("notice_suppliers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_suppliers_supplier_id"))
        batch_op.drop_index(batch_op.f("ix_notice_suppliers_sighted_id"))

    op.drop_table("notice_suppliers")
    with op.batch_alter_table("notice_authorities", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_authorities_gss"))

    op.drop_table("notice_authorities")
    with op.batch_alter_table("procurement_authorities", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_procurement_authorities_gss"))

    op.drop_table("procurement_authorities")
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notices_stage"))
        batch_op.drop_index(batch_op.f("ix_notices_source"))
        batch_op.drop_index(batch_op.f("ix_notices_service_id"))
        batch_op.drop_index(batch_op.f("ix_notices_release_id"))
        batch_op.drop_index(batch_op.f("ix_notices_published_at_id"))
        batch_op.drop_index(batch_op.f("ix_notices_notice_type"))
        batch_op.drop_index(batch_op.f("ix_notices_closes_at"))
        batch_op.drop_index(batch_op.f("ix_notices_buyer_id"))

    op.drop_table("notices")
    with op.batch_alter_table("contract_suppliers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contract_suppliers_supplier_id_contract_id"))
        batch_op.drop_index(batch_op.f("ix_contract_suppliers_sighted_id"))

    op.drop_table("contract_suppliers")
    with op.batch_alter_table("contract_authorities", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contract_authorities_gss_contract_id"))

    op.drop_table("contract_authorities")
    with op.batch_alter_table("supplier_names", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_supplier_names_name_key"))

    op.drop_table("supplier_names")
    with op.batch_alter_table("scrape_runs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_scrape_runs_source"))

    op.drop_table("scrape_runs")
    with op.batch_alter_table("procurements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_procurements_updated_at_ocid"))
        batch_op.drop_index(batch_op.f("ix_procurements_stage"))
        batch_op.drop_index(batch_op.f("ix_procurements_service_id"))
        batch_op.drop_index(batch_op.f("ix_procurements_is_technology"))
        batch_op.drop_index(batch_op.f("ix_procurements_is_open_closes_at"))

    op.drop_table("procurements")
    with op.batch_alter_table("contracts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contracts_status_ends_on_act_by_on_id"))
        batch_op.drop_index(batch_op.f("ix_contracts_service_id"))
        batch_op.drop_index(batch_op.f("ix_contracts_reference"))
        batch_op.drop_index(batch_op.f("ix_contracts_ocid"))
        batch_op.drop_index(batch_op.f("ix_contracts_ends_on_id"))
        batch_op.drop_index(batch_op.f("ix_contracts_act_by_on_ends_on_id"))

    op.drop_table("contracts")
    with op.batch_alter_table("broken_pages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_broken_pages_source"))

    op.drop_table("broken_pages")
    op.drop_table("authority_identities")
    with op.batch_alter_table("suppliers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suppliers_slug"))
        batch_op.drop_index(batch_op.f("ix_suppliers_merged_into_id"))

    op.drop_table("suppliers")
    op.drop_table("statements")
    op.drop_table("sources")
    op.drop_table("services")
    op.drop_table("index_queue")
    op.drop_table("cpv_codes")
    with op.batch_alter_table("authorities", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_authorities_short_name"))

    op.drop_table("authorities")
