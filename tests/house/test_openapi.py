"""The API document says what the gateway offers, no more and no less."""

import json

import pytest
from openapi_spec_validator import validate

from deploy import routes
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


def test_the_published_document_is_the_one_the_code_makes(document):
    assert json.loads(DOCUMENT.read_text()) == document, "run `make docs`"
