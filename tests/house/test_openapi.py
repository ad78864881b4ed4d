"""The API document says what the gateway offers, no more and no less."""

import importlib
import json
import pkgutil
from enum import Enum

import jsonschema
import pytest
from openapi_spec_validator import validate
from pydantic import BaseModel

from deploy import routes
from deploy.examples import add_examples
from deploy.openapi import DOCUMENT, merged_document


@pytest.fixture(scope="module")
def document():
    return json.loads(json.dumps(merged_document(), default=str))


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


def test_no_two_models_of_a_service_share_a_name():
    """The document names a model by its class alone, and the second would replace the first."""
    named: dict[tuple[str, str], set[str]] = {}
    for service in ("services.user_cessation", "services.social_media"):
        package = importlib.import_module(service)
        for found in pkgutil.walk_packages(package.__path__, f"{service}."):
            if not found.name.endswith("models"):
                continue
            for name, value in vars(importlib.import_module(found.name)).items():
                if isinstance(value, type) and issubclass(value, BaseModel | Enum):
                    named.setdefault((service, name), set()).add(value.__module__)

    assert len(named) > 50
    assert {key: places for key, places in named.items() if len(places) > 1} == {}
