"""What a webhook tells us: that a customer's affairs changed. How, we ask Stripe ourselves.

So what a webhook claims is never believed, their order does not matter, and nothing personal in
them is kept.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, ValidationError

from shared import strict_json
from shared.models.base import Text
from shared.models.problem import Malformed

RELEVANT = (
    "checkout.session.completed",
    "checkout.session.async_payment_",
    "customer.deleted",
    "customer.subscription.",
    "invoice.",
    "charge.refund",
    "charge.dispute.",
    "refund.",
)
"""Beginnings of the types that can change what somebody is entitled to."""

LONGEST_ID = 255
Id = Annotated[Text, Field(min_length=1, max_length=LONGEST_ID)]


class _Data(BaseModel):
    object: dict[str, Any] | None = None


class _Event(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: Annotated[Id, Field(pattern=r"^evt_[A-Za-z0-9_]+$")]
    type: Id
    created: Annotated[StrictInt, Field(ge=0, lt=32_503_680_000)]
    livemode: StrictBool
    data: _Data


@dataclass(frozen=True, slots=True)
class Notice:
    event_id: str
    type: str
    happened_at: datetime
    livemode: bool
    customer_id: str | None
    charge_id: str | None

    @property
    def is_relevant(self) -> bool:
        """Whether it may change what somebody is entitled to, and says whom it is about."""
        return self.type.startswith(RELEVANT) and bool(self.customer_id or self.charge_id)


def read(raw: bytes) -> Notice:
    """Read a webhook whose signature was checked. Raises Malformed when it is no event."""
    try:
        event = _Event.model_validate(strict_json.loads_object(raw))
    except ValidationError:
        # The cause would carry what was sent.
        raise Malformed("This is not an event.", code="bad_event") from None
    subject = event.data.object or {}
    own = subject.get("id") if subject.get("object") == "customer" else subject.get("customer")
    return Notice(
        event_id=event.id,
        type=event.type,
        happened_at=datetime.fromtimestamp(event.created, UTC),
        livemode=event.livemode,
        customer_id=_id(own),
        charge_id=_id(subject.get("charge")),
    )


def _id(value: object) -> str | None:
    """An id of Stripe's, or what it was expanded to; anything odd is nobody."""
    if isinstance(value, dict):
        value = value.get("id")
    if isinstance(value, str) and 0 < len(value) <= LONGEST_ID and value.isascii():
        return value if value.replace("_", "").isalnum() else None
    return None
