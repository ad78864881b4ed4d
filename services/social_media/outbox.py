"""Events from MongoDB: stored in the document whose change they tell of, by that very change.

Put what `unsent` returns into the document's array of that name: `{"$set": {"unsent": …}}` where
the update makes the document, `{"$push": {"unsent": {"$each": …}}}` where it changes it. The relay
publishes what it finds there and takes it out. So nothing is announced that did not happen, and
nothing that happened stays unsaid.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, IndexModel, UpdateOne
from pymongo.database import Database

from shared.models.events import Event

COLLECTIONS = ("conversations", "messages", "cases", "parcels", "erasures", "exports", "staff_acts")
"""Where the relay looks. Their validators admit the array, and an index finds what waits."""

UNSENT = {
    "bsonType": "array",
    "items": {
        "bsonType": "object",
        "required": ["event_id", "type", "payload"],
        "properties": {
            "event_id": {"bsonType": "binData"},
            "type": {"bsonType": "string"},
            "payload": {"bsonType": "string"},
        },
        "additionalProperties": False,
    },
}

_WAITING = {"unsent.event_id": {"$exists": True}}

# Holds the documents with something to say and no others: nearly always none.
INDEX = IndexModel(
    [("unsent.event_id", ASCENDING)], name="unsent", partialFilterExpression=_WAITING
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that waits to be published, and the document it waits in. `payload` is its JSON."""

    event_id: UUID
    type: str
    payload: str
    collection: str
    document_id: Any


def unsent(*events: Event) -> list[dict[str, Any]]:
    """Events as they are kept in a document until they are published."""
    return [
        {"event_id": event.event_id, "type": event.type, "payload": event.model_dump_json()}
        for event in events
    ]


def select_waiting(db: Database[Any], *, most: int) -> list[Waiting]:
    """The events that wait, oldest first."""
    waiting = [
        Waiting(**event, collection=name, document_id=document["_id"])
        for name in COLLECTIONS
        for document in db[name]
        .find(_WAITING, {"unsent": 1})
        .sort("unsent.event_id", ASCENDING)
        .limit(most)
        for event in document["unsent"]
    ]
    # Version 7: ids are in the order the events were made in.
    return sorted(waiting, key=lambda event: event.event_id)[:most]


def delete_published(db: Database[Any], batch: Sequence[Waiting]) -> None:
    """Take events that were published out of their documents."""
    updates: dict[str, list[UpdateOne]] = defaultdict(list)
    for event in batch:
        updates[event.collection].append(
            UpdateOne(
                {"_id": event.document_id}, {"$pull": {"unsent": {"event_id": event.event_id}}}
            )
        )
    for name, changes in updates.items():
        db[name].bulk_write(changes, ordered=False)
