"""The user pool's public keys, cached so that verifying a token costs no request.

Cognito may rotate its keys, so an unknown key id is worth one look; but a stranger can send any
key id, so that look happens at most once per `COOL_DOWN`. When the key server is down, keys we
already hold keep working.
"""

import json
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

import urllib3
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from shared.models.problem import Unavailable

COOL_DOWN = 10.0
"""Seconds between two fetches, whatever anyone asks for."""

Fetch = Callable[[], Mapping[str, Any]]


def fetch_from(url: str) -> Fetch:
    """A function that downloads the key set at `url`. It raises OSError or ValueError."""
    http = urllib3.PoolManager(timeout=urllib3.Timeout(connect=2, read=3), retries=False)

    def fetch() -> Mapping[str, Any]:
        try:
            reply = http.request("GET", url)
        except urllib3.exceptions.HTTPError as error:
            raise OSError(f"key server: {error}") from error
        if reply.status != 200:
            raise OSError(f"key server answered {reply.status}")
        document = json.loads(reply.data)
        if not isinstance(document, dict):
            raise ValueError("the key set is not a JSON object")
        return document

    return fetch


class KeyCache:
    """RSA signing keys by key id.

    `fetch` downloads the set; `clock` is in seconds and never goes back.
    """

    def __init__(self, fetch: Fetch, clock: Callable[[], float] = time.monotonic) -> None:
        self._fetch = fetch
        self._clock = clock
        self._keys: dict[str, RSAKey] = {}
        self._next_fetch = float("-inf")
        self._lock = threading.Lock()

    def key(self, key_id: str) -> RSAKey | None:
        """The key with that id, or None. Raises Unavailable while no key was ever loaded."""
        found = self._keys.get(key_id)
        if found is None:
            self._refresh()
            found = self._keys.get(key_id)
        if found is None and not self._keys:
            raise Unavailable("Sign-in cannot be checked right now.")
        return found

    def _refresh(self) -> None:
        with self._lock:
            if self._clock() < self._next_fetch:
                return
            self._next_fetch = self._clock() + COOL_DOWN
            try:
                document = self._fetch()
            except (OSError, ValueError):
                return
            keys = dict(_signing_keys(document))
            if keys:
                self._keys = keys


def _signing_keys(document: Mapping[str, Any]) -> list[tuple[str, RSAKey]]:
    keys = []
    entries = document.get("keys")
    for entry in entries if isinstance(entries, list) else []:
        usable = (
            isinstance(entry, dict)
            and entry.get("kty") == "RSA"
            and entry.get("use", "sig") == "sig"
            and entry.get("alg", "RS256") == "RS256"
            and isinstance(entry.get("kid"), str)
        )
        if not usable:
            continue
        try:
            # Only the public half, whatever the document carries.
            key = RSAKey.import_key({name: entry[name] for name in ("kty", "n", "e")})
        except (JoseError, KeyError, ValueError):
            continue
        keys.append((entry["kid"], key))
    return keys
