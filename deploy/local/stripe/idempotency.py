"""Stripe's `Idempotency-Key`: the first answer under a key is given again for a day."""

import hashlib
import json

from deploy.local.stripe.errors import Refused
from deploy.local.stripe.forms import Form
from deploy.local.stripe.state import Json, State

KEPT_FOR = 86_400
LONGEST_KEY = 255


def fingerprint(method: str, path: str, form: Form) -> str:
    return hashlib.sha256(json.dumps([method, path, form], sort_keys=True).encode()).hexdigest()


def earlier(state: State, key: str, mark: str) -> Json | None:
    """What was answered under this key; refuses a key that came with something else."""
    if len(key) > LONGEST_KEY:
        raise Refused("Idempotency keys are at most 255 characters.", kind="idempotency_error")
    found = state.answers.get(key)
    if found is None or found["at"] < state.now() - KEPT_FOR:
        return None
    if found["fingerprint"] != mark:
        raise Refused(
            "Keys for idempotent requests can only be used with the same parameters they were"
            " first used with.",
            kind="idempotency_error",
        )
    return found


def remember(state: State, key: str, mark: str, status: int, body: Json) -> None:
    """Keep an answer. Requests that were refused as invalid did nothing and may be mended."""
    if status not in (400, 401, 404):
        state.answers[key] = {
            "at": state.now(),
            "fingerprint": mark,
            "status": status,
            "body": body,
        }
