"""Putting on record what staff see and do, wherever they see or do it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

from flask import g

from services.social_media.audit.store import insert_act
from services.social_media.mongo import database
from shared.auth.guard import caller
from shared.origin import origin


def record(
    act: str,
    *,
    about: UUID | str | None = None,
    person: UUID | None = None,
    **details: str,
) -> None:
    """The caller, of staff, looked at or did something that concerns a person, or nobody."""
    _record(act, about, [person] if person else [], details, is_list=False)


def record_listed(act: str, people: Iterable[UUID | None], *, about: str | None = None) -> None:
    """The caller, of staff, saw a little about each of these people."""
    _record(act, about, [person for person in people if person], {}, is_list=True)


def _record(
    act: str,
    about: UUID | str | None,
    people: list[UUID],
    details: dict[str, str],
    *,
    is_list: bool,
) -> None:
    insert_act(
        database(),
        caller().user_id,
        act,
        about=about,
        people=people,
        is_list=is_list,
        details=details,
        request_id=g.request_id,
        origin=origin(),
        now=datetime.now(UTC),
    )
