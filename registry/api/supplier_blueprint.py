"""The blueprint of `/suppliers`, whose operations are spread over several modules."""

from registry.api.blueprint import Blueprint

blp = Blueprint("suppliers", "Who sells, and what they hold")
