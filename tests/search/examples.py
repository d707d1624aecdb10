"""Records and documents for the tests of searching, with only what a test cares about spelt out."""

# ruff: noqa: A002 (named as the columns are)

from datetime import UTC, date, datetime

from registry.models import (
    Authority,
    AuthorityIdentity,
    Contract,
    ContractAuthority,
    ContractSupplier,
    Notice,
    NoticeAuthority,
    Plan,
    PlanMember,
    Procurement,
    Product,
    ProductName,
    Service,
    Supplier,
    SupplierName,
    System,
    SystemAuthority,
    SystemContract,
    SystemService,
)
from registry.supplier_names import name_key
from search.documents import Document

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def document(id="notice:a", title="Untitled", facets=None, **rest):
    kind = id.partition(":")[0]
    return Document(id=id, title=title, version=1, facets={"kind": (kind,), **(facets or {})}, **rest)


def authority(gss="E09000018", short_name="Hounslow"):
    official = f"London Borough of {short_name}"
    names = [AuthorityIdentity(value=f"LB {short_name}", kind="name", origin="test")]
    return Authority(
        gss=gss, slug=short_name.lower(), short_name=short_name, official_name=official, kind="borough",
        region="London", identities=names,
    )  # fmt: skip


def service(id="housing-management", name="Housing management", words=("landlord system",), description=""):
    return Service(
        id=id, name=name, kind="frontline", description=description, esd_functions=[], cpv=[], words=list(words)
    )


def supplier(id="supplier00001", name="Meridian Systems Ltd", names=()):
    spelt = [SupplierName(name=each, name_key=name_key(each)) for each in (name, *names)]
    return Supplier(id=id, slug=id, name=name, names=spelt)


def contract(id="contract00001", title="Support", authorities=(), supplier_ids=(), **rest):
    made = Contract(id=id, title=title, status="active", cpv=[], service_words=[], **rest)
    buyers = [ContractAuthority(contract_id=id, gss=each) for each in authorities]
    return [
        made,
        *buyers,
        *(ContractSupplier(contract_id=id, sighted_id=each, supplier_id=each) for each in supplier_ids),
    ]


def notice(id="notice0000001", title="Tender", description="", authorities=(), stage="tender", **rest):
    ocid = f"ocds-{id}"
    shared = {"title": title, "description": description, "buyer_name": "Buyer", "regime": "procurement_act"}
    shared |= {"stage": stage, "cpv": ["72000000"], "is_technology": True, "service_words": []}
    procurement = Procurement(ocid=ocid, is_open=True, first_published_at=NOW, updated_at=NOW, **shared)
    made = Notice(
        id=id, source="find_a_tender", ocid=ocid, release_id="1-2026", published_at=NOW, recorded_at=NOW,
        digest=b"", raw=b"", **shared, **rest,
    )  # fmt: skip
    return [procurement, made, *(NoticeAuthority(notice_id=id, gss=each) for each in authorities)]


def product(id="tenancy-one", name="Tenancy One", former=("Northgate Homes",), aliases=(), services=(), maker="Alder"):
    kinds = dict.fromkeys(former, "former") | dict.fromkeys(aliases, "alias")
    names = [ProductName(product_id=id, name=each, kind=kind) for each, kind in kinds.items()]
    return Product(id=id, name=name, maker=maker, services=list(services), needs=[], ends=[], names=names)


def system(id="system0000001", name="Tenancy One", authorities=(), services=(), contracts=(), **rest):
    return [
        System(id=id, name=name, status="live", **rest),
        *(SystemAuthority(system_id=id, gss=each) for each in authorities),
        *(SystemService(system_id=id, service_id=each) for each in services),
        *(SystemContract(system_id=id, contract_id=each) for each in contracts),
    ]


def plan(id="plan000000001", title="Housing together", members=(("E09000018", "committed"),), **rest):
    written = {"audience": "public", "stage": "forming", "requirement": "", "starts_on": date(2029, 4, 1), **rest}
    return Plan(
        id=id, title=title, service_id="housing-management", lead_gss=members[0][0], created_at=NOW, updated_at=NOW,
        members=[PlanMember(gss=gss, state=state, said_on=date(2026, 3, 2)) for gss, state in members], **written,
    )  # fmt: skip


def ending(year, month, day):
    return date(year, month, day)
