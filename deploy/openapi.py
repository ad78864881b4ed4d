"""One OpenAPI document for everything behind the gateway: `python -m deploy.openapi`.

The services describe themselves; a Lambda's operations are listed in its own table. The web app's
types are generated from the result, so an answer that changes breaks its type check.
"""

import json
import logging
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask_openapi3.openapi import OpenAPI
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from deploy.examples import add_examples
from lambdas.auth import routes as auth
from lambdas.payment import routes as payment
from lambdas.upload import routes as upload
from services.social_media.app import create_app as create_social_media
from services.social_media.settings import SocialMediaSettings
from services.user_cessation.app import create_app as create_user_cessation
from services.user_cessation.settings import CessationSettings
from shared.lambdas.operations import Operation
from shared.settings import Mode
from shared.web import PREFIX, SECURITY

DOCUMENT = Path(__file__).with_name("openapi.json")
JSON = "application/json"
PROBLEM_JSON = "application/problem+json"
PROBLEM = {
    "title": "Problem",
    "description": "What went wrong (RFC 9457).",
    "type": "object",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "Stable; for programs."},
        "detail": {"type": "string", "description": "For people; may change."},
        "request_id": {"type": ["string", "null"]},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}
NOWHERE: dict[str, Any] = {
    "mode": Mode.LOCAL,
    "token_issuer": "https://issuer.invalid",
    "token_jwks_url": "https://issuer.invalid/jwks.json",
    "token_client_ids": frozenset({"none"}),
}
"""Settings that are enough for a service to describe itself, and lead nowhere."""

FUNCTIONS: dict[str, Sequence[Operation[Any]]] = {
    "auth": auth.operations(),
    "upload": upload.operations(),
    "payment": payment.operations(),
}
"""What each API function can be asked."""

PARAMETER = re.compile(r"\{(\w+)\}")
ID = {"type": "string", "format": "uuid"}


def merged_document() -> dict[str, Any]:
    """The whole API, every reference resolved within the document."""
    parts = [*_services(), *(_function(*function) for function in FUNCTIONS.items())]
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {"Problem": PROBLEM}
    for part in parts:
        for name, schema in part["components"]["schemas"].items():
            if schemas.setdefault(name, schema) != schema:
                raise ValueError(f"two different schemas are called {name}")
        for path, item in part["paths"].items():
            paths.setdefault(path, {}).update(item)
    for item in paths.values():
        for operation in item.values():
            operation["responses"] = _with_problem(operation.get("responses", {}))
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Unlit", "version": "1"},
        "paths": dict(sorted(paths.items())),
        "components": {"schemas": dict(sorted(schemas.items())), "securitySchemes": SECURITY},
    }
    add_examples(document)
    return document


def _with_problem(responses: dict[str, Any]) -> dict[str, Any]:
    """Every error of every operation has the same shape, so none lists its own."""
    answers = {status: answer for status, answer in responses.items() if status < "4"}
    content = {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {**answers, "default": {"description": "A problem", "content": content}}


def _services() -> Iterator[dict[str, Any]]:
    with TemporaryDirectory() as directory:
        yield from _described(Path(directory))


def _described(directory: Path) -> Iterator[dict[str, Any]]:
    apps: list[OpenAPI] = [
        create_user_cessation(CessationSettings(**NOWHERE, postgres_dsn="postgresql://nowhere")),
        create_social_media(
            SocialMediaSettings(
                **NOWHERE,
                mongo_url="mongodb://nowhere",
                mesh_directory=directory,
                media_bucket="nowhere",
                allowed_origins=frozenset(),
            )
        ),
    ]
    for app in apps:
        document = app.api_doc
        for close in app.extensions.get("close", ()):
            close()
        yield document


def _function(name: str, operations: Sequence[Operation[Any]]) -> dict[str, Any]:
    models = {
        model
        for operation in operations
        for model in (operation.request, operation.response)
        if model is not None and issubclass(model, BaseModel)
    }
    references, definitions = models_json_schema(
        [(model, "validation") for model in sorted(models, key=lambda model: model.__name__)],
        ref_template="#/components/schemas/{model}",
    )

    def content(model: Any) -> dict[str, Any]:
        return (
            {"*/*": {}} if model is bytes else {JSON: {"schema": references[model, "validation"]}}
        )

    paths: dict[str, Any] = {}
    for operation in operations:
        description: dict[str, Any] = {
            "summary": operation.summary,
            "tags": [name],
            "operationId": f"{name}_{operation.function.__name__}",
            "responses": {str(operation.status.value): {"description": operation.status.phrase}},
        }
        if parameters := PARAMETER.findall(operation.path):
            description["parameters"] = [
                {"name": parameter, "in": "path", "required": True, "schema": ID}
                for parameter in parameters
            ]
        if operation.header:
            description.setdefault("parameters", []).append(
                {
                    "name": operation.header,
                    "in": "header",
                    "required": True,
                    "schema": {"type": "string"},
                }
            )
        if operation.request is not None:
            description["requestBody"] = {"required": True, "content": content(operation.request)}
        if operation.response is not None:
            answer = description["responses"][str(operation.status.value)]
            answer["content"] = content(operation.response)
        if operation.signed_in:
            description["security"] = [{"bearer": []}]
        paths.setdefault(PREFIX + operation.path, {})[operation.method.lower()] = description
    return {"paths": paths, "components": {"schemas": definitions.get("$defs", {})}}


def main() -> None:
    logging.getLogger("psycopg.pool").disabled = True  # its server is nowhere, as intended
    document = json.dumps(merged_document(), indent=1, ensure_ascii=False, default=str) + "\n"
    DOCUMENT.write_text(document)


if __name__ == "__main__":
    main()
