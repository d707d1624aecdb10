"""The blueprint of `/plans`, whose operations are spread over several modules."""

from registry.api.blueprint import Blueprint

blp = Blueprint("plans", "Joint procurements that authorities agree to work on")
