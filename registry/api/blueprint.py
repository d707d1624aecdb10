"""The blueprint that every endpoint goes through."""

from functools import cached_property
from typing import Any

from flask import request
from flask_smorest import Blueprint as SmorestBlueprint
from webargs.flaskparser import abort

from registry.api.pagination import pagination_headers
from registry.api.parser import UNKEEPABLE, Parser

_CHANGING = {
    404: "There is no such record.",
    409: "It was merged into another record, or cannot be changed so.",
    412: "It was changed since you read it; what was changed is told. Nothing was written.",
    428: "Send `If-Match`.",
}
_IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "description": "The `ETag` of what you read.",
    "schema": {"type": "string"},
    "required": True,
}


class Blueprint(SmorestBlueprint):
    """flask-smorest's blueprint, made to refuse unknown query arguments and to link pages.

    Decorate from the outside in: `route`, `arguments`, `response`, `paginate`.
    """

    ARGUMENTS_PARSER = PAGINATION_ARGUMENTS_PARSER = Parser()
    DEFAULT_PAGINATION_PARAMETERS = {"page": 1, "page_size": 20, "max_page_size": 100}  # noqa: RUF012 (theirs)

    def __init__(self, name: str, description: str, url_prefix: str = "/api/v1") -> None:
        super().__init__(name, name, url_prefix=url_prefix, description=description)
        self.before_request(self._refuse_the_unknown)

    @cached_property
    def _query_arguments(self) -> dict[tuple[str, str], set[str]]:
        """The query arguments that each endpoint's methods document, which are the ones that they read."""
        known: dict[tuple[str, str], set[str]] = {}
        for endpoint, methods in self._docs.items():
            for method, doc in methods.items():
                if method == "parameters":
                    continue
                given = list(doc.get("arguments", {}).get("parameters", []))
                given += [doc["pagination"]["parameters"]] if "pagination" in doc else []
                schemas = [each["schema"] for each in given if each["in"] == "query"]
                instances = [schema() if isinstance(schema, type) else schema for schema in schemas]
                known[endpoint, method] = {name for schema in instances for name in schema.fields}
        return known

    def changes(self, view: Any) -> Any:
        """Document what every change of a record may answer. Decorate it innermost."""
        for status, said in _CHANGING.items():
            view = self.alt_response(status, description=said)(view)
        return self.doc(parameters=[_IF_MATCH])(view)

    def _refuse_the_unknown(self) -> None:
        if any(isinstance(value, str) and UNKEEPABLE.search(value) for value in (request.view_args or {}).values()):
            abort(404)
        endpoint = (request.endpoint or "").removeprefix(f"{self.name}.")
        method = "get" if request.method == "HEAD" else request.method.lower()
        known = self._query_arguments.get((endpoint, method), set())
        unknown = sorted(set(request.args) - known)
        if unknown:
            hint = f"Unknown: this takes {', '.join(sorted(known))}." if known else "Unknown: this takes no arguments."
            abort(422, messages={"query": {UNKEEPABLE.sub("", name): [hint] for name in unknown}})
        for name, values in request.args.lists():
            if len(values) > 1:
                abort(422, messages={"query": {name: ["Give it once; separate several values with commas."]}})

    def _set_pagination_metadata(self, page_params: Any, result: Any, headers: Any) -> tuple[Any, dict[str, str]]:
        links = pagination_headers(page_params.page, page_params.page_size, page_params.item_count)
        return result, {**(headers or {}), **links}
