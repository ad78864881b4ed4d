"""A MongoDB database with the service's collections, for tests that share theirs with nobody."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pymongo.database import Database

from services.social_media import indexes, mongo


@contextmanager
def own_database(mongo_url: str, purpose: str) -> Iterator[Database[Any]]:
    """A database as the service makes it, for as long as the block runs."""
    db = mongo.connect(mongo_url, f"{purpose}_{uuid.uuid4().hex[:8]}")
    indexes.apply(db)
    yield db
    db.client.drop_database(db.name)
    db.client.close()
