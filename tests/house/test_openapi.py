"""The API document says what the gateway offers, no more and no less."""

import importlib
import json
import pkgutil
import re
from enum import Enum
from typing import Annotated

import jsonschema
import pytest
from openapi_spec_validator import validate
from pydantic import BaseModel, TypeAdapter, ValidationError

from deploy import routes
from deploy.examples import add_examples
from deploy.openapi import DOCUMENT, merged_document


@pytest.fixture(scope="module")
def document():
    return json.loads(json.dumps(merged_document(), default=str))


SERVICES = ("services.user_cessation", "services.social_media")


def operations(document):
    return {
        (method.upper(), path): operation
        for path, item in document["paths"].items()
        for method, operation in item.items()
    }


def test_the_document_is_valid(document):
    validate(document)


def test_every_public_route_is_described_and_nothing_else(document):
    table = routes.load()

    public = {
        (method, table.prefix + route.path) for route in table.routes for method in route.methods
    }

    assert operations(document).keys() == public


def test_what_needs_a_sign_in_says_so(document):
    table = routes.load()
    described = operations(document)

    for route in table.routes:
        for method in route.methods:
            operation = described[method, table.prefix + route.path]
            assert bool(operation.get("security")) == (route.auth == "user"), route.path


def test_every_operation_has_a_name_of_its_own_and_a_summary(document):
    described = operations(document).values()

    names = [operation["operationId"] for operation in described]

    assert len(set(names)) == len(names)
    assert all(operation["summary"] for operation in described)


def test_every_body_has_an_example(document):
    assert add_examples(document) == set(), "name what is missing in deploy/examples.yaml"


def test_every_example_is_valid_by_its_schema(document):
    def described(operation):
        answers = operation["responses"].values()
        bodies = [operation["requestBody"]] if "requestBody" in operation else []
        for body in (*bodies, *answers):
            yield from (held for held in body.get("content", {}).values() if "example" in held)
        yield from (held for held in operation.get("parameters", []) if "example" in held)

    wrong = {}
    for (method, path), operation in operations(document).items():
        for held in described(operation):
            schema = {**held["schema"], "components": document["components"]}
            judge = jsonschema.Draft202012Validator(
                schema, format_checker=jsonschema.FormatChecker()
            )
            for error in judge.iter_errors(held["example"]):
                wrong[method, path, error.json_path] = error.message

    assert wrong == {}


def test_the_published_document_is_the_one_the_code_makes(document):
    assert json.loads(DOCUMENT.read_text()) == document, "run `make docs`"


def test_how_long_a_list_may_be_is_said_of_lists(document):
    """`maxLength` says nothing of an array: whoever reads the document would know no bound."""
    schemas = document["components"]["schemas"]

    misplaced = [
        f"{model}.{name}"
        for model, schema in schemas.items()
        for name, part in schema.get("properties", {}).items()
        if part.get("type") == "array" and part.keys() & {"minLength", "maxLength"}
    ]

    assert misplaced == [], "put Field(max_length=…) before a validator"


LOOKS_ALIKE = {"boolean": (0, 1, "true"), "integer": (True, "1", "7"), "number": (True,)}


def test_nothing_in_a_body_is_read_as_something_else(document):
    """Pydantic takes "1" for a number and 0 for false unless told not to; the document does not."""
    bodies = _named_in([o.get("requestBody") for o in operations(document).values()], document)

    lax = [
        f"{model.__name__}.{name}"
        for package in (*SERVICES, "lambdas")
        for model in set(_defined_in(package))
        if model.__name__ in bodies and issubclass(model, BaseModel)
        for name, field in model.model_fields.items()
        if _takes_what_looks_alike(field)
    ]

    assert lax == [], "let it be StrictBool or Whole"


def _named_in(part, document):
    """The names of the schemas that a part of the document refers to, and those refer to."""
    schemas = document["components"]["schemas"]
    found, left = set(), _references(part)
    while left:
        found |= left
        left = {other for name in left for other in _references(schemas[name])} - found
    return found


def _references(part):
    return set(re.findall(r"#/components/schemas/(\w+)", json.dumps(part)))


def _takes_what_looks_alike(field):
    bounds = field.metadata
    reader = TypeAdapter(Annotated[field.annotation, *bounds] if bounds else field.annotation)
    schema = reader.json_schema()
    asked = {each.get("type") for each in (schema, *schema.get("anyOf", []))}
    return "string" not in asked and any(
        _accepts(reader, value)
        for kind in asked & LOOKS_ALIKE.keys()
        for value in LOOKS_ALIKE[kind]
    )


def _accepts(reader, value):
    try:
        reader.validate_json(json.dumps(value))
    except ValidationError:
        return False
    return True


def test_no_two_models_of_a_service_share_a_name():
    """The document names a model by its class alone, and the second would replace the first."""
    named: dict[tuple[str, str], set[str]] = {}
    for service in SERVICES:
        for model in _defined_in(service):
            named.setdefault((service, model.__name__), set()).add(model.__module__)

    assert len(named) > 50
    assert {key: places for key, places in named.items() if len(places) > 1} == {}


def _defined_in(package):
    """Every model and enumeration that a package's `models` modules hold."""
    for found in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
        if found.name.endswith("models"):
            for value in vars(importlib.import_module(found.name)).values():
                if isinstance(value, type) and issubclass(value, BaseModel | Enum):
                    yield value
