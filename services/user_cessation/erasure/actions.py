"""Being forgotten: asked for, undone, begun once that is no longer possible, and finished here.

In between each store's owner does its own step and writes it down (`shared.postgres.erasure`).
"""

import secrets
from collections.abc import Mapping
from datetime import datetime

from services.user_cessation import audit, freshness, inventory
from services.user_cessation.accounts import leaving
from services.user_cessation.accounts import store as accounts
from services.user_cessation.erasure import rules, store
from services.user_cessation.erasure.models import Certificate, Erasure, Posts
from services.user_cessation.mail import actions as mail
from shared.auth.authenticator import Caller
from shared.models.events import AccountErased, ClockTicked, MailDue, StoreErased
from shared.models.ids import UserId, uuid7
from shared.models.notices import NotificationCategory
from shared.models.problem import Conflict, NotFound
from shared.postgres import erasure as steps
from shared.postgres import outbox
from shared.postgres.erasure import Step
from shared.postgres.pool import Connection
from shared.tombstones import trace_of

CLOCK = "clock"
"""The request that nobody made."""


def request(
    conn: Connection, caller: Caller, posts: Posts, *, now: datetime, request_id: str
) -> Erasure:
    """Shut the account at once, and mail the code by which it opens again for thirty days."""
    freshness.require_fresh_sign_in(conn, caller, now)
    leaving.ask_to_leave(conn, caller.user_id, now=now, request_id=request_id)

    code = secrets.token_urlsafe(24)
    erasure = store.insert_erasure(
        conn,
        uuid7(),
        caller.user_id,
        code_sha256=rules.hash_of(code),
        posts=posts,
        now=now,
        due_at=now + rules.UNDO,
    )
    if erasure is None:
        raise Conflict("You have asked for this already.", code="erasure_pending")

    outbox.append(
        conn,
        MailDue(
            occurred_at=now,
            request_id=request_id,
            user_id=caller.user_id,
            notification_id=erasure.erasure_id,
            category=NotificationCategory.SECURITY,
            key="erasure.requested",
            data={"code": code, "until": erasure.due_at.date().isoformat()},
        ),
    )
    entry = audit.Entry("erasure.requested", caller.user_id, caller.user_id, request_id)
    audit.append(conn, entry)
    return erasure


def undo(conn: Connection, code: str, *, now: datetime, request_id: str) -> None:
    """Open the account again; with the same code a second time nothing more happens."""
    erasure = _by_code(conn, code)
    if erasure.undone_at:
        return
    rules.check_undo(erasure)
    assert erasure.user_id is not None  # it goes with the account alone
    user_id = UserId(erasure.user_id)

    store.update_undone(conn, erasure.erasure_id, now)
    leaving.reopen(conn, user_id, now=now, request_id=request_id)
    audit.append(conn, audit.Entry("erasure.undone", user_id, user_id, request_id))


def certify(conn: Connection, code: str) -> Certificate:
    erasure = _by_code(conn, code)
    return rules.certificate(erasure, store.select_steps(conn, erasure.erasure_id))


def on_clock(conn: Connection, event: ClockTicked, now: datetime) -> None:
    advance(conn, now)


def advance(conn: Connection, now: datetime) -> None:
    """What the clock does about erasures: begin what is due, ask who is silent, finish one."""
    for begun in store.begin_due(conn, now):
        assert begun.user_id is not None  # see the table's CHECK
        # Whoever let them in again meanwhile does not decide this.
        leaving.shut(conn, UserId(begun.user_id), now=now, request_id=CLOCK)
        _announce(conn, begun, now)
    for silent in store.update_announced(conn, now, before=now - rules.ASK_AGAIN):
        _announce(conn, silent, now)
    if ready := store.lock_ready(conn):
        _finish(conn, ready, now)


def on_store_erased(conn: Connection, event: StoreErased, now: datetime) -> None:
    """Write down that MongoDB holds nothing of a person any more."""
    steps.record_step(conn, event.erasure_id, Step(event.store), event.counts, now)


def erase_again(conn: Connection, traces: Mapping[bytes, Posts], now: datetime) -> int:
    """After a restore: begin to forget everybody who was forgotten since the backup.

    `traces` is what the bucket and MongoDB remember, which no restored PostgreSQL takes back.
    """
    risen = store.select_risen(conn, list(traces))
    for user_id in risen:
        store.insert_erasure(
            conn,
            uuid7(),
            UserId(user_id),
            code_sha256=rules.hash_of(secrets.token_urlsafe(24)),
            posts=traces[trace_of(user_id)],
            now=now,
            due_at=now,
        )
    return len(risen)


def _finish(conn: Connection, erasure: Erasure, now: datetime) -> None:
    """Delete the account and all that goes with it. One transaction: it happens or it does not."""
    assert erasure.user_id is not None  # see the table's CHECK
    user_id = UserId(erasure.user_id)
    counts = inventory.count(conn, user_id)

    audit.forget(conn, user_id)
    mail.forget(conn, user_id)
    store.insert_tombstone(conn, trace_of(user_id), erasure.posts, now)
    steps.record_step(conn, erasure.erasure_id, Step.POSTGRESQL, counts, now)
    store.update_completed(conn, erasure.erasure_id, now)
    accounts.delete_account(conn, user_id)


def _announce(conn: Connection, erasure: Erasure, now: datetime) -> None:
    assert erasure.user_id is not None  # see the table's CHECK
    outbox.append(
        conn,
        AccountErased(
            occurred_at=now,
            request_id=CLOCK,
            user_id=erasure.user_id,
            erasure_id=erasure.erasure_id,
            posts=erasure.posts,
        ),
    )


def _by_code(conn: Connection, code: str) -> Erasure:
    erasure = store.lock_by_code(conn, rules.hash_of(code))
    if erasure is None:
        raise NotFound("This code is not right.")
    return erasure
