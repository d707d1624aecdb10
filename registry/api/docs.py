"""The API page at `/api/docs`: every script and style comes from here, so that it works without internet."""

import importlib.resources

from flask import Blueprint, Response, render_template, send_from_directory

SWAGGER = str(importlib.resources.files("flask_swagger_ui") / "dist")
blp = Blueprint("docs", __name__, template_folder="templates", static_folder="static", static_url_path="/api/static")


@blp.get("/api/docs")
def page() -> str:
    """Show the OpenAPI document as a page."""
    return render_template("docs.html")


@blp.get("/api/docs/assets/<path:name>")
def asset(name: str) -> Response:
    """Send one of Swagger UI's files."""
    return send_from_directory(SWAGGER, name, max_age=86400)
