"""The OCDS 1.1.5 schema with the UK extension, made strict: a field that neither knows is an error."""

import json
from pathlib import Path

from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry, Resource

FOLDER = Path(__file__).parent / "schemas"
# What the extensions for lots and renewals add, as far as we write it.
LOTS = {
    "definitions": {
        "Tender": {"properties": {"lots": {"type": "array", "items": {"$ref": "#/definitions/Lot"}}}},
        "Award": {"properties": {"relatedLots": {"type": "array", "items": {"type": "string"}}}},
        "Lot": {
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": {"type": "string"},
                "hasRenewal": {"type": "boolean"},
                "renewal": {"type": "object", "minProperties": 1, "properties": {"description": {"type": "string"}}},
            },
        },
    }
}


def errors_in(package):
    """Return what is wrong with a release package, each as where and what."""
    releases = strict(
        patched(patched(read("release-schema-1.1.5.json"), read("uk-extension-release-schema.json")), LOTS)
    )
    resource = Resource.from_contents(releases)
    packages = read("release-package-schema-1.1.5.json")
    registry = Registry().with_resource(packages["properties"]["releases"]["items"]["$ref"], resource)
    validator = Draft4Validator(packages, registry=registry, format_checker=FormatChecker())
    return [f"{list(error.absolute_path)}: {error.message}" for error in validator.iter_errors(package)]


def read(name):
    return json.loads((FOLDER / name).read_text())


def patched(target, patch):
    """Return a JSON Merge Patch (RFC 7396) applied, as OCDS applies extensions."""
    if not (isinstance(target, dict) and isinstance(patch, dict)):
        return patch
    return target | {name: patched(target.get(name), given) for name, given in patch.items()}


def strict(schema):
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: strict(each) for name, each in schema.items()}
    if isinstance(found.get("properties"), dict) and "type" in found and "patternProperties" not in found:
        found["additionalProperties"] = False
    return found
