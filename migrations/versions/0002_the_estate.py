"""The estate: systems, products, keys, changes, imports, and what authorities say of their contracts."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "products",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("maker", sa.String(length=200), nullable=True),
        sa.Column("maker_number", sa.String(length=8), nullable=True),
        sa.Column("services", sa.JSON(), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("ends", sa.JSON(), nullable=False),
        sa.Column("is_edited", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_products")),
    )
    with op.batch_alter_table("products", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_products_maker_number"), ["maker_number"], unique=False)
        batch_op.create_index(batch_op.f("ix_products_name"), ["name"], unique=False)

    op.create_table(
        "settled_links",
        sa.Column("nonce", sa.String(length=43), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("nonce", name=op.f("pk_settled_links")),
    )
    op.create_table(
        "api_keys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("prefix", sa.String(length=12), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("gss", sa.String(length=9), nullable=True),
        sa.Column("supplier_id", sa.String(length=13), nullable=True),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.Column("last_used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["gss"], ["authorities.gss"], name=op.f("fk_api_keys_gss_authorities")),
        sa.ForeignKeyConstraint(["supplier_id"], ["suppliers.id"], name=op.f("fk_api_keys_supplier_id_suppliers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_keys")),
        sa.UniqueConstraint("prefix", name=op.f("uq_api_keys_prefix")),
    )
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("gss", sa.String(length=9), nullable=True),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.String(length=200), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("public_from", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["gss"], ["authorities.gss"], name=op.f("fk_changes_gss_authorities")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
    )
    with op.batch_alter_table("changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_changes_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_changes_audience_id"), ["audience", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_changes_gss_id"), ["gss", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_changes_subject_kind_subject_id_id"), ["subject_kind", "subject_id", "id"], unique=False
        )

    op.create_table(
        "product_names",
        sa.Column("product_id", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name=op.f("fk_product_names_product_id_products")),
        sa.PrimaryKeyConstraint("product_id", "name", name=op.f("pk_product_names")),
    )
    op.create_table(
        "register_imports",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("gss", sa.String(length=9), nullable=False),
        sa.Column("filename", sa.String(length=300), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        sa.Column("applied_at", sa.DateTime(), nullable=True),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=True),
        sa.Column("header_row", sa.Integer(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("vanished", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["gss"], ["authorities.gss"], name=op.f("fk_register_imports_gss_authorities")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_imports")),
    )
    with op.batch_alter_table("register_imports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_register_imports_gss"), ["gss"], unique=False)

    op.create_table(
        "supplier_profiles",
        sa.Column("supplier_id", sa.String(length=13), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["suppliers.id"], name=op.f("fk_supplier_profiles_supplier_id_suppliers")
        ),
        sa.PrimaryKeyConstraint("supplier_id", name=op.f("pk_supplier_profiles")),
    )
    op.create_table(
        "suppliers_apart",
        sa.Column("one_id", sa.String(length=13), nullable=False),
        sa.Column("other_id", sa.String(length=13), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["one_id"], ["suppliers.id"], name=op.f("fk_suppliers_apart_one_id_suppliers")),
        sa.ForeignKeyConstraint(["other_id"], ["suppliers.id"], name=op.f("fk_suppliers_apart_other_id_suppliers")),
        sa.PrimaryKeyConstraint("one_id", "other_id", name=op.f("pk_suppliers_apart")),
    )
    op.create_table(
        "systems",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("product_id", sa.String(length=80), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("modules", sa.JSON(), nullable=False),
        sa.Column("interfaces", sa.JSON(), nullable=False),
        sa.Column("standards", sa.JSON(), nullable=False),
        sa.Column("has_open_api", sa.Boolean(), nullable=True),
        sa.Column("first_used_on", sa.Date(), nullable=True),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("replaces", sa.JSON(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("disputed", sa.JSON(), nullable=False),
        sa.Column("is_listed", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name=op.f("fk_systems_product_id_products")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_systems")),
    )
    with op.batch_alter_table("systems", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_systems_is_listed_name_id"), ["is_listed", "name", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_systems_product_id"), ["product_id"], unique=False)

    op.create_table(
        "register_rows",
        sa.Column("import_id", sa.String(length=13), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("as_written", sa.JSON(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("raw", sa.JSON(), nullable=False),
        sa.Column("contract_id", sa.String(length=13), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["register_imports.id"], name=op.f("fk_register_rows_import_id_register_imports")
        ),
        sa.PrimaryKeyConstraint("import_id", "number", name=op.f("pk_register_rows")),
    )
    with op.batch_alter_table("register_rows", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_register_rows_contract_id"), ["contract_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_register_rows_import_id_status_number"), ["import_id", "status", "number"], unique=False
        )

    op.create_table(
        "system_authorities",
        sa.Column("system_id", sa.String(length=13), nullable=False),
        sa.Column("gss", sa.String(length=9), nullable=False),
        sa.ForeignKeyConstraint(["gss"], ["authorities.gss"], name=op.f("fk_system_authorities_gss_authorities")),
        sa.ForeignKeyConstraint(["system_id"], ["systems.id"], name=op.f("fk_system_authorities_system_id_systems")),
        sa.PrimaryKeyConstraint("system_id", "gss", name=op.f("pk_system_authorities")),
    )
    with op.batch_alter_table("system_authorities", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_system_authorities_gss_system_id"), ["gss", "system_id"], unique=False)

    op.create_table(
        "system_contracts",
        sa.Column("system_id", sa.String(length=13), nullable=False),
        sa.Column("contract_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_system_contracts_contract_id_contracts")
        ),
        sa.ForeignKeyConstraint(["system_id"], ["systems.id"], name=op.f("fk_system_contracts_system_id_systems")),
        sa.PrimaryKeyConstraint("system_id", "contract_id", name=op.f("pk_system_contracts")),
    )
    with op.batch_alter_table("system_contracts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_system_contracts_contract_id_system_id"), ["contract_id", "system_id"], unique=False
        )

    op.create_table(
        "system_services",
        sa.Column("system_id", sa.String(length=13), nullable=False),
        sa.Column("service_id", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name=op.f("fk_system_services_service_id_services")),
        sa.ForeignKeyConstraint(["system_id"], ["systems.id"], name=op.f("fk_system_services_system_id_systems")),
        sa.PrimaryKeyConstraint("system_id", "service_id", name=op.f("pk_system_services")),
    )
    with op.batch_alter_table("system_services", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_system_services_service_id_system_id"), ["service_id", "system_id"], unique=False
        )

    with op.batch_alter_table("contract_suppliers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contract_suppliers_contract_id_supplier_id"), ["contract_id", "supplier_id"], unique=False
        )

    with op.batch_alter_table("contracts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("review_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("open_ended", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("options", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("annual_value_pence", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("annual_vat", sa.String(length=10), nullable=True))
        batch_op.add_column(sa.Column("agreement", sa.String(length=10), nullable=True))
        batch_op.add_column(sa.Column("framework", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("is_technology", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("product_id", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("product_text", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("decision", sa.String(length=12), nullable=True))
        batch_op.add_column(sa.Column("decided_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("decision_reason", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("confirmed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("disputed", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("is_listed", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("merged_into_id", sa.String(length=13), nullable=True))
        batch_op.drop_index(batch_op.f("ix_contracts_act_by_on_ends_on_id"))
        batch_op.drop_index(batch_op.f("ix_contracts_ends_on_id"))
        batch_op.drop_index(batch_op.f("ix_contracts_status_ends_on_act_by_on_id"))
        batch_op.create_index(
            batch_op.f("ix_contracts_is_listed_ends_on_id"), ["is_listed", "ends_on", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_contracts_merged_into_id"), ["merged_into_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contracts_product_id"), ["product_id"], unique=False)
        batch_op.create_index(
            "ix_contracts_renewals",
            ["is_listed", "is_technology", "status", "ends_on", "act_by_on", "id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_contracts_to_act_by", ["is_listed", "is_technology", "act_by_on", "ends_on", "id"], unique=False
        )
        batch_op.create_foreign_key(batch_op.f("fk_contracts_product_id_products"), "products", ["product_id"], ["id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_contracts_merged_into_id_contracts"), "contracts", ["merged_into_id"], ["id"]
        )

    with op.batch_alter_table("statements", schema=None) as batch_op:
        batch_op.add_column(sa.Column("gss", sa.String(length=9), nullable=True))
        batch_op.add_column(sa.Column("audience", sa.String(length=10), nullable=False, server_default="public"))
        batch_op.add_column(sa.Column("public_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("as_written", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.create_index(
            batch_op.f("ix_statements_audience_public_from"), ["audience", "public_from"], unique=False
        )
        batch_op.create_index(
            "ix_statements_own",
            ["subject_kind", "subject_id"],
            unique=False,
            sqlite_where=sa.text("belief = 'authority'"),
            postgresql_where=sa.text("belief = 'authority'"),
        )
        batch_op.create_foreign_key(batch_op.f("fk_statements_gss_authorities"), "authorities", ["gss"], ["gss"])

    with op.batch_alter_table("suppliers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("joined_id", sa.String(length=13), nullable=True))
        batch_op.add_column(sa.Column("joined_by", sa.String(length=100), nullable=True))
        batch_op.add_column(sa.Column("parent_id", sa.String(length=13), nullable=True))
        batch_op.add_column(sa.Column("is_sme", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("is_vcse", sa.Boolean(), nullable=True))
        batch_op.create_index(batch_op.f("ix_suppliers_joined_id"), ["joined_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_suppliers_joined_id_suppliers"), "suppliers", ["joined_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_suppliers_parent_id_suppliers"), "suppliers", ["parent_id"], ["id"])

    op.execute("UPDATE suppliers SET joined_id = merged_into_id")


def downgrade() -> None:
    with op.batch_alter_table("suppliers", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_suppliers_parent_id_suppliers"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_suppliers_joined_id_suppliers"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_suppliers_joined_id"))
        batch_op.drop_column("is_vcse")
        batch_op.drop_column("is_sme")
        batch_op.drop_column("parent_id")
        batch_op.drop_column("joined_by")
        batch_op.drop_column("joined_id")

    with op.batch_alter_table("statements", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_statements_gss_authorities"), type_="foreignkey")
        batch_op.drop_index(
            "ix_statements_own",
            sqlite_where=sa.text("belief = 'authority'"),
            postgresql_where=sa.text("belief = 'authority'"),
        )
        batch_op.drop_index(batch_op.f("ix_statements_audience_public_from"))
        batch_op.drop_column("as_written")
        batch_op.drop_column("public_from")
        batch_op.drop_column("audience")
        batch_op.drop_column("gss")

    with op.batch_alter_table("contracts", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_contracts_merged_into_id_contracts"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_contracts_product_id_products"), type_="foreignkey")
        batch_op.drop_index("ix_contracts_to_act_by")
        batch_op.drop_index("ix_contracts_renewals")
        batch_op.drop_index(batch_op.f("ix_contracts_product_id"))
        batch_op.drop_index(batch_op.f("ix_contracts_merged_into_id"))
        batch_op.drop_index(batch_op.f("ix_contracts_is_listed_ends_on_id"))
        batch_op.create_index(
            batch_op.f("ix_contracts_status_ends_on_act_by_on_id"),
            ["status", "ends_on", "act_by_on", "id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_contracts_ends_on_id"), ["ends_on", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_contracts_act_by_on_ends_on_id"), ["act_by_on", "ends_on", "id"], unique=False
        )
        batch_op.drop_column("merged_into_id")
        batch_op.drop_column("is_listed")
        batch_op.drop_column("disputed")
        batch_op.drop_column("confirmed_on")
        batch_op.drop_column("decision_reason")
        batch_op.drop_column("decided_on")
        batch_op.drop_column("decision")
        batch_op.drop_column("product_text")
        batch_op.drop_column("product_id")
        batch_op.drop_column("is_technology")
        batch_op.drop_column("framework")
        batch_op.drop_column("agreement")
        batch_op.drop_column("annual_vat")
        batch_op.drop_column("annual_value_pence")
        batch_op.drop_column("options")
        batch_op.drop_column("open_ended")
        batch_op.drop_column("review_on")

    with op.batch_alter_table("contract_suppliers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contract_suppliers_contract_id_supplier_id"))

    with op.batch_alter_table("system_services", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_system_services_service_id_system_id"))

    op.drop_table("system_services")
    with op.batch_alter_table("system_contracts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_system_contracts_contract_id_system_id"))

    op.drop_table("system_contracts")
    with op.batch_alter_table("system_authorities", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_system_authorities_gss_system_id"))

    op.drop_table("system_authorities")
    with op.batch_alter_table("register_rows", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_register_rows_import_id_status_number"))
        batch_op.drop_index(batch_op.f("ix_register_rows_contract_id"))

    op.drop_table("register_rows")
    with op.batch_alter_table("systems", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_systems_product_id"))
        batch_op.drop_index(batch_op.f("ix_systems_is_listed_name_id"))

    op.drop_table("systems")
    op.drop_table("suppliers_apart")
    op.drop_table("supplier_profiles")
    with op.batch_alter_table("register_imports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_register_imports_gss"))

    op.drop_table("register_imports")
    op.drop_table("product_names")
    with op.batch_alter_table("changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_changes_subject_kind_subject_id_id"))
        batch_op.drop_index(batch_op.f("ix_changes_gss_id"))
        batch_op.drop_index(batch_op.f("ix_changes_audience_id"))
        batch_op.drop_index(batch_op.f("ix_changes_at"))

    op.drop_table("changes")
    op.drop_table("api_keys")
    op.drop_table("settled_links")
    with op.batch_alter_table("products", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_products_name"))
        batch_op.drop_index(batch_op.f("ix_products_maker_number"))

    op.drop_table("products")
