"""The tables. Importing this package defines all of them."""

from registry.models.authority import Authority, AuthorityIdentity
from registry.models.contract import Contract, ContractAuthority, ContractSupplier
from registry.models.cpv_code import CpvCode
from registry.models.index_queue import IndexQueue
from registry.models.notice import Notice, NoticeAuthority, NoticeSupplier
from registry.models.procurement import Procurement, ProcurementAuthority
from registry.models.service import Service
from registry.models.source import BrokenPage, ScrapeRun, Source
from registry.models.statement import Statement
from registry.models.supplier import Supplier, SupplierName

__all__ = [
    "Authority",
    "AuthorityIdentity",
    "BrokenPage",
    "Contract",
    "ContractAuthority",
    "ContractSupplier",
    "CpvCode",
    "IndexQueue",
    "Notice",
    "NoticeAuthority",
    "NoticeSupplier",
    "Procurement",
    "ProcurementAuthority",
    "ScrapeRun",
    "Service",
    "Source",
    "Statement",
    "Supplier",
    "SupplierName",
]
