"""The way to MongoDB, opened once per process and always after the fork.

A write is done when a majority has it in its journal, and a read sees only such writes: anything
weaker may lose what we have already said is safe.
"""

from typing import Any, cast

from flask import current_app
from pymongo import MongoClient
from pymongo.database import Database
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

EXTENSION = "mongo"

ANSWER_WITHIN_MS = 5_000
"""A database that needs longer is down, as far as the person waiting is concerned."""


def connect(url: str, name: str) -> Database[Any]:
    """The database, over a client that is made here. Nothing is sent before the first operation."""
    client: MongoClient[Any] = MongoClient(
        url,
        tz_aware=True,
        uuidRepresentation="standard",
        readConcernLevel="majority",
        timeoutMS=ANSWER_WITHIN_MS,
        serverSelectionTimeoutMS=ANSWER_WITHIN_MS,
        connectTimeoutMS=2_000,
        appname="social_media",
    )
    return client.get_database(
        name,
        read_concern=ReadConcern("majority"),
        write_concern=WriteConcern(w="majority", j=True),
    )


def database() -> Database[Any]:
    """The database of the app that serves this request."""
    return cast(Database[Any], current_app.extensions[EXTENSION])


def check(db: Database[Any]) -> None:
    """Raise when the primary does not answer."""
    db.command("ping")
