"""What EventBridge sends when it is time, and which slot of time that is for."""

from datetime import datetime, timedelta
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from shared.models.base import invalid_from
from shared.models.problem import Invalid

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

CLOCKS_DIFFER = timedelta(minutes=1)
"""How far ahead of ours the clock that sends ticks may be."""


class Tick(BaseModel):
    """A scheduled event. Only EventBridge has leave to invoke us; this is for what it may send."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    source: Literal["aws.events"]
    detail_type: Literal["Scheduled Event"] = Field(alias="detail-type")
    time: AwareDatetime


def slot_of(event: dict[str, Any], length: timedelta, now: datetime) -> datetime:
    """The beginning of the slot a tick is for. Raises Invalid for anything else than a tick."""
    try:
        tick = Tick.model_validate(event)
    except ValidationError as error:
        raise invalid_from(error) from None
    if tick.time > now + CLOCKS_DIFFER:
        raise Invalid(errors=[{"field": "time", "message": "must not be in the future"}])
    seconds = int(length.total_seconds())
    return datetime.fromtimestamp(int(tick.time.timestamp()) // seconds * seconds, now.tzinfo)
