"""Every list that the bundle holds, in its order."""

from registry.exports.changes import CHANGES
from registry.exports.contracts import CONTRACTS
from registry.exports.notices import NOTICES
from registry.exports.opportunities import OPPORTUNITIES
from registry.exports.organisations import AUTHORITIES, SUPPLIERS
from registry.exports.plans import PLANS
from registry.exports.procurements import PROCUREMENTS
from registry.exports.products import PRODUCTS
from registry.exports.renewals import RENEWALS
from registry.exports.services import SERVICES
from registry.exports.systems import SYSTEMS

EXPORTS = (
    AUTHORITIES,
    SERVICES,
    PRODUCTS,
    SUPPLIERS,
    SYSTEMS,
    CONTRACTS,
    NOTICES,
    PROCUREMENTS,
    OPPORTUNITIES,
    RENEWALS,
    PLANS,
    CHANGES,
)
