"""Who sits where: a token and a room for every connection, for the peers and for ours.

Ours are real people in the database, tied and in conversations, with real access tokens; what a
message is checked against in production is checked here.
"""

import itertools
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from joserfc import jwt
from joserfc.jwk import RSAKey
from pymongo.database import Database

from services.social_media import indexes
from services.social_media.chat import membership, store
from services.social_media.chat.models import ConversationKind, RoomRole
from services.social_media.chat.rules import direct_id
from services.social_media.people.models import Status, TieKind, TieState
from services.social_media.people.rules import contact_tie
from shared.auth.roles import Role
from shared.models.ids import UserId

ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_bench"
CLIENT_ID = "bench"
A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Scenario:
    """So many rooms of so many people who talk, and so many more who only are connected."""

    rooms: int
    members: int
    idle: int = 0


Seats = dict[str, list[dict[str, str]]]


class Signer:
    """Signs tokens; makes each once, because that takes a millisecond."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "bench", "use": "sig", "alg": "RS256"})
        self._signed: dict[str, str] = {}

    def token(self, subject: str, **claims: Any) -> str:
        if subject not in self._signed:
            now = int(time.time())
            self._signed[subject] = jwt.encode(
                {"alg": "RS256", "kid": "bench"},
                {"sub": subject, "iat": now, "exp": now + A_DAY, **claims},
                self.key,
            )
        return self._signed[subject]


def for_peers(scenario: Scenario, signer: Signer) -> Seats:
    """Rooms are names a client joins; whoever has a token may."""
    numbers = itertools.count()

    def seat(room: str) -> dict[str, str]:
        token = signer.token(f"u{next(numbers)}", iss="bench", aud="app")
        return {"token": token, "room": room}

    return {
        "idle": [seat(f"idle{number}") for number in range(scenario.idle)],
        "active": [
            seat(f"room{room}") for room in range(scenario.rooms) for _ in range(scenario.members)
        ],
    }


def for_ours(scenario: Scenario, signer: Signer, db: Database[Any]) -> Seats:
    """Everyone is registered and in a conversation: of two friends, or a room of more."""
    indexes.apply(db)
    numbers = itertools.count()
    people = [
        UserId(uuid5(NAMESPACE_URL, f"person {next(numbers)}"))
        for _ in range(scenario.idle + scenario.rooms * scenario.members)
    ]
    _register(db, people)
    idle, active = people[: scenario.idle], people[scenario.idle :]
    seats: Seats = {"idle": [], "active": []}
    for kind, groups in (
        ("idle", _split(idle, 2)),
        ("active", _split(active, scenario.members)),
    ):
        for group in groups:
            room = _befriend(db, *group) if len(group) == 2 else _gather(db, group)
            seats[kind] += [
                {"token": _access_token(signer, person), "room": str(room)} for person in group
            ]
    return seats


def _register(db: Database[Any], people: Iterable[UserId]) -> None:
    now = datetime.now(UTC)
    db.people.insert_many(
        {
            "_id": person,
            "as_of": {},
            "display_name": f"Person {number}",
            "role": Role.MEMBER.value,
            "status": Status.ACTIVE.value,
            "registered_at": now,
        }
        for number, person in enumerate(people)
    )


def _befriend(db: Database[Any], one: UserId, other: UserId) -> UUID:
    now = datetime.now(UTC)
    db.ties.insert_one(
        {
            "_id": contact_tie(one, other),
            "people": sorted((one, other)),
            "kind": TieKind.CONTACT.value,
            "state": TieState.ACCEPTED.value,
            "requested_by": one,
            "at": now,
        }
    )
    store.upsert_direct(db, direct_id(one, other), (one, other), now=now)
    return direct_id(one, other)


def _gather(db: Database[Any], people: Sequence[UserId]) -> UUID:
    room = uuid5(NAMESPACE_URL, f"room of {people[0]}")
    membership.set_members(
        db,
        room,
        ConversationKind.GROUP,
        "Bench",
        dict.fromkeys(people, RoomRole.MEMBER),
        version=1,
        now=datetime.now(UTC),
    )
    return room


def _access_token(signer: Signer, person: UserId) -> str:
    return signer.token(
        str(person),
        iss=ISSUER,
        client_id=CLIENT_ID,
        token_use="access",
        origin_jti=f"sign-in of {person}",
    )


def _split(people: Sequence[UserId], size: int) -> Iterator[Sequence[UserId]]:
    for start in range(0, len(people), size):
        yield people[start : start + size]
