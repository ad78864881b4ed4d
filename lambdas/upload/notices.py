"""What S3 tells us through the queue: that objects were created. Judged as anybody's text."""

from typing import Annotated, Literal
from urllib.parse import unquote_plus

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter

from lambdas.upload import rules
from lambdas.upload.rules import Address

LONGEST_NOTICE = 262_144
"""Characters of the longest message a queue carries."""

_ETag = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{1,100}$")]


class NotUnderstood(Exception):
    """A message that is not about an object in quarantine. Its text is not repeated here."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Bucket(_Part):
    name: str


class _Object(_Part):
    key: Annotated[str, StringConstraints(max_length=4_096)]
    etag: _ETag = Field(alias="eTag")


class _Entity(_Part):
    bucket: _Bucket
    object: _Object


class _Record(_Part):
    source: Literal["aws:s3"] = Field(alias="eventSource")
    name: Annotated[str, StringConstraints(pattern=r"^ObjectCreated:")] = Field(alias="eventName")
    s3: _Entity


class _Notice(_Part):
    records: Annotated[list[_Record], Field(alias="Records", min_length=1, max_length=100)]


class _Rehearsal(_Part):
    """What S3 sends once, when it is told which queue to send to."""

    event: Literal["s3:TestEvent"] = Field(alias="Event")


_READER: TypeAdapter[_Notice | _Rehearsal] = TypeAdapter(_Notice | _Rehearsal)


class Arrival(_Part):
    """An object that was put into quarantine."""

    address: Address
    key: str
    etag: str


def arrivals_in(message: str, *, bucket: str) -> list[Arrival]:
    """The objects a message is about. Raises NotUnderstood; does nothing by halves."""
    if len(message) > LONGEST_NOTICE:
        raise NotUnderstood("it is too long")
    try:
        notice = _READER.validate_json(message)
    except ValueError:
        raise NotUnderstood("it is no notice of S3") from None
    if isinstance(notice, _Rehearsal):
        return []
    return [_arrival(record.s3, bucket) for record in notice.records]


def _arrival(entity: _Entity, bucket: str) -> Arrival:
    key = unquote_plus(entity.object.key)
    address = rules.address_of(key)
    if entity.bucket.name != bucket or address is None:
        raise NotUnderstood("it is about something that is not in quarantine")
    return Arrival(address=address, key=key, etag=entity.object.etag)
