"""Everything the stand-in knows, kept as one JSON file so that a restart changes nothing."""

import json
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deploy.local.stripe.errors import Missing

Json = dict[str, Any]


class State:
    """`now` is the wall clock, in whole seconds since 1970; `public_url` is where pages are."""

    def __init__(self, directory: Path, public_url: str, now: Callable[[], int]) -> None:
        self.public_url = public_url
        directory.mkdir(parents=True, exist_ok=True)
        self._file = directory / "state.json"
        self._now = now
        self.changed = False
        """Whether there is something that is not written down yet."""
        kept: Json = json.loads(self._file.read_text()) if self._file.exists() else {}
        self._objects: dict[str, Json] = kept.get("objects", {})
        self.answers: dict[str, Json] = kept.get("answers", {})
        """What was answered under each idempotency key."""
        self.deliveries: dict[str, Json] = kept.get("deliveries", {})
        """Events on their way, by id."""
        self.purchases: dict[str, Json] = kept.get("purchases", {})
        """What each Checkout Session sells: nothing Stripe shows of one says all of it."""

    def save(self) -> None:
        """Write everything down, if anything changed since."""
        if not self.changed:
            return
        self.changed = False
        unfinished = self._file.with_suffix(".new")
        unfinished.write_text(
            json.dumps(
                {
                    "objects": self._objects,
                    "answers": self.answers,
                    "deliveries": self.deliveries,
                    "purchases": self.purchases,
                }
            )
        )
        unfinished.replace(self._file)

    def add(self, made: Json) -> Json:
        self._objects[made["id"]] = made
        return made

    def get(self, kind: str, object_id: str, *, param: str | None = None) -> Json:
        """An object; `param` names the parameter that mentions it, if one does."""
        found = self._objects.get(object_id)
        if found is None or found["object"] != kind:
            raise Missing(kind, object_id, *((param, 400) if param else ()))
        return found

    def find(self, object_id: str) -> Json | None:
        return self._objects.get(object_id)

    def newest(self, kind: str) -> list[Json]:
        """All of a kind, the newest first."""
        return [found for found in reversed(self._objects.values()) if found["object"] == kind]

    def now(self, customer: Json | None = None) -> int:
        """The time it is, for a customer who may live by a test clock."""
        clock = customer.get("test_clock") if customer else None
        return int(self._objects[clock]["frozen_time"]) if clock else self._now()


def new_id(prefix: str) -> str:
    return f"{prefix}_{secrets.token_hex(12)}"
