"""What a collection promises about its documents, stated by code at every start."""

from collections.abc import Mapping, Sequence
from typing import Any

from pymongo import IndexModel
from pymongo.database import Database
from pymongo.errors import OperationFailure

from services.social_media import outbox

_ALREADY_THERE = 48
"""The server's code for a collection that exists."""


def shape(
    required: Mapping[str, Mapping[str, Any]], optional: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """A JSON schema of an object that has these properties and no others."""
    return {
        "bsonType": "object",
        "required": list(required),
        "properties": {**required, **optional},
        "additionalProperties": False,
    }


def keep(
    db: Database[Any], name: str, schema: Mapping[str, Any], indexes: Sequence[IndexModel]
) -> None:
    """Make the collection be there, refuse other documents, and have these indexes.

    Several processes may start at once and say the same; that changes nothing. One whose documents
    announce things also gets what that takes.
    """
    if name in outbox.COLLECTIONS:
        schema = {**schema, "properties": {**schema["properties"], "unsent": outbox.UNSENT}}
        indexes = [*indexes, outbox.INDEX]
    try:
        db.create_collection(name, check_exists=False)
    except OperationFailure as error:
        if error.code != _ALREADY_THERE:
            raise
    db.command("collMod", name, validator={"$jsonSchema": schema})
    if indexes:
        db[name].create_indexes(indexes)
