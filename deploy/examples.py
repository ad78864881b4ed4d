"""Examples for the API document: one for each body and parameter, made from its schema.

What a schema says by itself (a constant, an enum, a format, a bound) is taken from there. A text or
an open object says nothing by itself, so `examples.yaml` has one by the property's name, or by
`Model.property` where the same name means different things.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

NAMED = Path(__file__).with_name("examples.yaml")
REFERENCE = "#/components/schemas/"

FORMATS: dict[str, Any] = {
    "uuid": "0199c0de-0000-7000-8000-000000000001",
    "date-time": "2026-03-08T07:30:00Z",
    "date": "2026-03-08",
    "time": "08:00:00",
    "email": "mai@example.org",
    "uri": "https://example.org/",
}

Schema = Mapping[str, Any]


class Examples:
    """Makes examples from the schemas of one document."""

    def __init__(self, schemas: Mapping[str, Schema], named: Mapping[str, Any]) -> None:
        self._schemas = schemas
        self._named = named
        self.missing: set[str] = set()
        """Properties that leave open what an example could be, and have none by name."""

    def of(self, schema: Schema, model: str = "", name: str = "") -> Any:
        """An example that is valid by `schema`; `model.name` is the property it is of, if any."""
        if "$ref" in schema:
            return self._of_model(schema["$ref"].removeprefix(REFERENCE), name)
        for choice in ("anyOf", "oneOf", "allOf"):
            if choice in schema:
                return self.of(_first(schema[choice]), model, name)
        return self._of_kind(schema, model, name)

    def _of_model(self, model: str, name: str) -> Any:
        schema = self._schemas[model]
        if schema.get("type") != "object":
            return self.of(schema, model, name)
        return self._of_object(schema, model, name)

    def _of_object(self, schema: Schema, model: str, name: str) -> dict[str, Any]:
        made = {
            property_name: self.of(property_schema, model, property_name)
            for property_name, property_schema in schema.get("properties", {}).items()
        }
        rest = schema.get("additionalProperties")
        return made or (self._by_name(model, name) if rest is not False else made)

    def _of_kind(self, schema: Schema, model: str, name: str) -> Any:
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return schema["enum"][0]
        match schema.get("type"):
            case "object":
                return self._of_object(schema, model, name)
            case "array":
                return self._of_array(schema, model, name)
            case "boolean":
                return schema.get("default", True)
            case "integer" | "number" as kind:
                return _number(schema, int if kind == "integer" else float)
            case "null":
                return None
            case "string" if schema.get("format") in FORMATS:
                return FORMATS[schema["format"]]
        return self._by_name(model, name)

    def _by_name(self, model: str, name: str) -> Any:
        for known in (f"{model}.{name}", name):
            if known in self._named:
                return self._named[known]
        self.missing.add(f"{model}.{name}")
        return None

    def _of_array(self, schema: Schema, model: str, name: str) -> list[Any]:
        if "prefixItems" in schema:
            return [self.of(part, model, name) for part in schema["prefixItems"]]
        return [self.of(schema["items"], model, name)] * max(1, schema.get("minItems", 1))


@cache
def named_examples() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(NAMED.read_text())
    return found


def add_examples(document: dict[str, Any]) -> set[str]:
    """Put an example into every JSON body and parameter.

    Returns the properties, as `Model.property`, that `examples.yaml` has to name one for.
    """
    examples = Examples(document["components"]["schemas"], named_examples())
    for item in document["paths"].values():
        for operation in item.values():
            for name, holder in _holders(operation):
                holder["example"] = examples.of(holder["schema"], "", name)
    return examples.missing


def _holders(operation: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Whatever of an operation can hold an example, with the name it goes by."""
    answers = [answer for status, answer in operation["responses"].items() if status < "4"]
    bodies = [operation["requestBody"]] if "requestBody" in operation else []
    return [
        *(("", body["content"]["application/json"]) for body in (*bodies, *answers) if _json(body)),
        *(
            (parameter["name"], parameter)
            for parameter in operation.get("parameters", ())
            if parameter.get("required")
        ),
    ]


def _json(body: Schema) -> bool:
    return "schema" in body.get("content", {}).get("application/json", {})


def _first(choices: list[Schema]) -> Schema:
    """The first of some alternatives that is more than nothing."""
    return next((choice for choice in choices if choice.get("type") != "null"), choices[0])


def _number(schema: Schema, kind: type[int] | type[float]) -> int | float:
    if "default" in schema and schema["default"] is not None:
        return kind(schema["default"])
    low = schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1)
    return kind(max(low, min(7, schema.get("maximum", 7))))
