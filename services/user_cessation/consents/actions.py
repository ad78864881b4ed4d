"""Saying yes, and as easily no."""

from datetime import datetime

from services.user_cessation import audit
from services.user_cessation.consents import rules, store
from services.user_cessation.consents.models import Answer, ConsentAnswer
from shared.models.ids import UserId
from shared.postgres.pool import Connection

SETTINGS = "settings"
"""Where an answer came from: the person, who opened the page of their consents."""


def answer(
    conn: Connection, user_id: UserId, new: ConsentAnswer, *, now: datetime, request_id: str
) -> Answer:
    """The answer as it stands; one that says nothing new adds nothing."""
    rules.check(new)
    store.lock_account(conn, user_id)

    added = store.insert_answer(
        conn,
        user_id,
        new.purpose,
        granted=new.granted,
        locale=new.locale,
        source=SETTINGS,
        now=now,
    )
    if added is None:
        return {each.purpose: each for each in store.select_latest(conn, user_id)}[new.purpose]

    for purpose in rules.follows_from(new):
        store.insert_answer(
            conn,
            user_id,
            purpose,
            granted=False,
            locale=new.locale,
            source=f"{new.purpose}_withdrawn",
            now=now,
        )
    action = "consent.given" if new.granted else "consent.withdrawn"
    detail = {"purpose": new.purpose}
    audit.append(conn, audit.Entry(action, user_id, user_id, request_id, detail))
    return added
