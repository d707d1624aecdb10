"""Whether the service lives, and whether it is ready to answer."""

from flask import Blueprint, Response, jsonify
from sqlalchemy import select

from registry.api.errors import problem
from registry.api.session import session
from registry.models import Authority

blp = Blueprint("health", __name__)


@blp.get("/healthz")
def alive() -> Response:
    """Say that the process answers."""
    return jsonify(status="ok")


@blp.get("/readyz")
def ready() -> Response:
    """Say that the database is migrated and seeded, so that questions have answers."""
    if session().scalar(select(Authority.gss).limit(1)) is None:
        return problem(503, "Not ready", "The reference data is not loaded: run `flask --app app registry seed`.")
    return jsonify(status="ok")
