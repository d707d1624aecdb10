"""The tables. Importing this package defines all of them."""

from registry.models.api_key import ApiKey
from registry.models.authority import Authority, AuthorityIdentity
from registry.models.change import Change
from registry.models.contract import Contract, ContractAuthority, ContractSupplier
from registry.models.cpv_code import CpvCode
from registry.models.index_queue import IndexQueue
from registry.models.notice import Notice, NoticeAuthority, NoticeSupplier
from registry.models.plan import Plan, PlanContract, PlanInterest, PlanMember, PlanNotice
from registry.models.procurement import Procurement, ProcurementAuthority
from registry.models.procurement_link import ProcurementDoor, ProcurementKey, ProcurementLink, ProcurementLinkWord
from registry.models.product import Product, ProductName
from registry.models.register_import import RegisterImport, RegisterRow
from registry.models.service import Service
from registry.models.settled_link import SettledLink
from registry.models.source import BrokenPage, Gap, ScrapeRun, Source
from registry.models.statement import Statement
from registry.models.supplier import Supplier, SupplierApart, SupplierName, SupplierProfile
from registry.models.system import System, SystemAuthority, SystemContract, SystemService
from registry.models.value_release import ValueRelease
from registry.models.watch import Watch, WatchDelivery, WatchFound, WatchNews

__all__ = [
    "ApiKey",
    "Authority",
    "AuthorityIdentity",
    "BrokenPage",
    "Change",
    "Contract",
    "ContractAuthority",
    "ContractSupplier",
    "CpvCode",
    "Gap",
    "IndexQueue",
    "Notice",
    "NoticeAuthority",
    "NoticeSupplier",
    "Plan",
    "PlanContract",
    "PlanInterest",
    "PlanMember",
    "PlanNotice",
    "Procurement",
    "ProcurementAuthority",
    "ProcurementDoor",
    "ProcurementKey",
    "ProcurementLink",
    "ProcurementLinkWord",
    "Product",
    "ProductName",
    "RegisterImport",
    "RegisterRow",
    "ScrapeRun",
    "Service",
    "SettledLink",
    "Source",
    "Statement",
    "Supplier",
    "SupplierApart",
    "SupplierName",
    "SupplierProfile",
    "System",
    "SystemAuthority",
    "SystemContract",
    "SystemService",
    "ValueRelease",
    "Watch",
    "WatchDelivery",
    "WatchFound",
    "WatchNews",
]
