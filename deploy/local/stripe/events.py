"""What happened, as Stripe's events, and their way to the webhook: signed, and sent until taken."""

import asyncio
import hashlib
import hmac
import json
import sys
import time
from contextlib import suppress
from copy import deepcopy

from aiohttp import ClientError, ClientSession, ClientTimeout

from deploy.local.stripe.rendering import rendered
from deploy.local.stripe.shapes import API_VERSION
from deploy.local.stripe.state import Json, State, new_id

GIVE_UP_AFTER = 3 * 86_400
LONGEST_PAUSE = 300.0
AT_ONCE = 2
"""Deliveries under way. One machine has to start a worker for each that comes beside others."""
PATIENCE = ClientTimeout(total=20, connect=3)


def record(state: State, kind: str, subject: Json) -> None:
    """Note that something happened to an object, as it is now, and have it delivered."""
    event: Json = {
        "id": new_id("evt"),
        "object": "event",
        "api_version": API_VERSION,
        "created": state.now(),
        "data": {"object": rendered(deepcopy(subject))},
        "livemode": False,
        "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None},
        "type": kind,
    }
    state.add(event)
    state.deliveries[event["id"]] = {"attempts": 0, "due": time.time()}


def signature(secret: str, payload: bytes, timestamp: int) -> str:
    """A `Stripe-Signature` header."""
    signed = hmac.new(secret.encode(), f"{timestamp}.".encode() + payload, hashlib.sha256)
    return f"t={timestamp},v1={signed.hexdigest()}"


class Courier:
    """Delivers events in no promised order and at least once, as Stripe does."""

    def __init__(self, state: State, url: str, secret: str) -> None:
        self._state = state
        self._url = url
        self._secret = secret
        self._travelling: set[asyncio.Task[None]] = set()
        self._word = asyncio.Event()
        self._hands = asyncio.Semaphore(AT_ONCE)

    def hurry(self) -> None:
        """There may be something new to deliver."""
        self._word.set()

    async def run(self) -> None:
        for delivery in self._state.deliveries.values():
            # Whoever was carrying it when we were stopped carries it no more.
            delivery["due"] = time.time()
        async with ClientSession(timeout=PATIENCE) as session:
            while True:
                self._word.clear()
                for event_id, delivery in list(self._state.deliveries.items()):
                    if delivery["due"] <= time.time():
                        # Not again before this attempt has ended, one way or the other.
                        delivery["due"] = time.time() + LONGEST_PAUSE
                        task = asyncio.create_task(self._deliver(session, event_id, delivery))
                        self._travelling.add(task)
                        task.add_done_callback(self._travelling.discard)
                with suppress(TimeoutError):
                    # Not `wait_for`, which before Python 3.12 forgets a cancellation that comes
                    # together with the word: it would never stop.
                    async with asyncio.timeout(self._until_next()):
                        await self._word.wait()

    def _until_next(self) -> float:
        due = [delivery["due"] for delivery in self._state.deliveries.values()]
        return max(0.01, min(due, default=time.time() + 60) - time.time())

    async def _deliver(self, session: ClientSession, event_id: str, delivery: Json) -> None:
        event = self._state.get("event", event_id)
        payload = json.dumps(event, indent=2).encode()
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Stripe-Signature": signature(self._secret, payload, int(time.time())),
        }
        try:
            async with (
                self._hands,
                session.post(self._url, data=payload, headers=headers) as reply,
            ):
                outcome = str(reply.status)
        except (ClientError, TimeoutError, OSError) as error:
            outcome = type(error).__name__
        delivery["attempts"] += 1
        taken = outcome.startswith("2")
        if taken or time.time() - event["created"] > GIVE_UP_AFTER:
            event["pending_webhooks"] = 0 if taken else 1
            del self._state.deliveries[event_id]
        else:
            pause = min(LONGEST_PAUSE, 2.0 ** (delivery["attempts"] - 1))
            delivery["due"] = time.time() + pause
        self._state.changed = True
        sys.stdout.write(f"{event['type']} {event_id}: {outcome}\n")
        sys.stdout.flush()
        self.hurry()
