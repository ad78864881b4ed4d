"""Who is told, and how: the person who may be in danger, and those who are to help."""

from collections.abc import Mapping
from datetime import datetime

from services.user_cessation.crisis import duty
from services.user_cessation.crisis.models import CrisisCase
from services.user_cessation.profile.actions import country_of
from shared.models.events import ReminderDue
from shared.models.ids import UserId
from shared.models.notices import NotificationCategory, TitleKey, help_card_id
from shared.postgres import outbox
from shared.postgres.pool import Connection


def offer_help(conn: Connection, case: CrisisCase, now: datetime, request_id: str) -> None:
    """The card with whom to call where they live. It says nothing a lock screen should not show.

    Social-media shows the same card the moment something was written: by its id they are one.
    """
    country = country_of(conn, UserId(case.user_id))
    card = ReminderDue(
        event_id=help_card_id(case.source, case.source_id),
        occurred_at=now,
        request_id=request_id,
        user_id=case.user_id,
        category=NotificationCategory.SECURITY,
        key="crisis.help",
        data={"country": country} if country else {},
        critical=True,
    )
    outbox.append(conn, card)


def call_staff(
    conn: Connection,
    case: CrisisCase,
    key: TitleKey,
    now: datetime,
    request_id: str,
    *,
    all_hands: bool,
) -> None:
    data = {"case_id": str(case.case_id), "level": case.level}
    for person in duty.select_called(conn, now, all_hands=all_hands):
        if person != case.user_id:
            tell(conn, UserId(person), key, data, now, request_id)


def tell(
    conn: Connection,
    person: UserId,
    key: TitleKey,
    data: Mapping[str, str],
    now: datetime,
    request_id: str,
) -> None:
    outbox.append(
        conn,
        ReminderDue(
            occurred_at=now,
            request_id=request_id,
            user_id=person,
            category=NotificationCategory.SECURITY,
            key=key,
            data=dict(data),
            critical=True,
        ),
    )
