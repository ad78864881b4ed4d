"""Whoever is erased is in no store any more, whatever died in between; and nothing else is gone."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from lambdas.auth import erasing as at_cognito
from lambdas.payment import erasing as at_stripe
from lambdas.upload import erasing as in_bucket
from services.social_media.privacy import store as social_store
from services.user_cessation import audit
from services.user_cessation.erasure import actions
from services.user_cessation.inventory import EXPORTED
from shared.postgres import erasure
from shared.postgres.erasure import Step
from shared.tombstones import trace_of, traces_in

SET_UP = {
    *("account.accounts", "account.consents", "account.sessions", "account.second_factors"),
    *(
        "account.federations",
        "account.audit_log",
        "cessation.profiles",
        "cessation.tobacco_profiles",
    ),
    *("cessation.pack_prices", "cessation.quit_attempts", "cessation.check_ins"),
    *("cessation.slips", "cessation.assessments", "cessation.cravings"),
    *("cessation.co_readings", "cessation.achievements", "cessation.readiness_answers"),
    "statistics.exclusions",
    *("cessation.follow_ups", "cessation.preparations", "cessation.coping_pairs"),
    *("cessation.reasons", "cessation.reason_photos", "cessation.plan_revisions"),
    *("cessation.reminder_settings", "coaching.assignments", "schedule.reminders"),
    *("schedule.appointments", "media.uploads", "billing.customers", "billing.checkouts"),
    *("billing.subscriptions", "billing.payments", "billing.memberships", "privacy.exports"),
}
FILLED = {
    *SET_UP,
    *(
        "account.attempts",
        "account.pending_passwords",
        "account.audit_chains",
        "billing.idempotency",
    ),
    *("billing.inbox", "cognito", "stripe", "s3 media", "s3 quarantine", "s3 exports"),
    *("mongodb people", "mongodb revoked_sessions", "mongodb ties", "mongodb notifications"),
    *("mongodb conversations", "mongodb messages"),
    *("messaging.mails", "coaching.overdue_replies", "coaching.appointments"),
}
"""Where somebody leaves traces, before. What is not in here is not put to the test."""


@pytest.fixture
def completed(database):
    def look(erasure_id):
        [(at,)] = database.execute(
            "SELECT completed_at FROM privacy.erasures WHERE erasure_id = %s", (erasure_id,)
        ).fetchall()
        return at is not None

    return look


@pytest.fixture
def now():
    return datetime.now(UTC)


@pytest.mark.parametrize("posts", ["anonymise", "remove"])
def test_no_store_holds_anything_of_them(
    platform, make_life, ask, traces_of, completed, now, posts
):
    life = make_life()
    before = traces_of(life)
    erasure_id = ask(life, posts)

    platform.go_on(life.user_id, now)

    assert before >= FILLED
    assert traces_of(life) == set()
    assert completed(erasure_id)


def test_the_certificate_counts_what_went_and_names_nobody(platform, make_life, ask, database, now):
    life = make_life()
    erasure_id = ask(life)

    platform.go_on(life.user_id, now)

    counts = dict(
        database.execute(
            "SELECT step, counts FROM privacy.erasure_steps WHERE erasure_id = %s", (erasure_id,)
        ).fetchall()
    )
    assert counts.keys() == set(Step)
    assert counts["stripe"] == {"customers": 1}
    assert counts["cognito"] == {"accounts": 1}
    assert counts["files"] == {"uploads": 1, "exports": 1}
    assert counts["mongodb"]["messages"] == 1
    assert counts["postgresql"]["account.consents"] == 3


def test_others_lose_nothing_and_the_books_stay(platform, make_life, ask, database, now):
    life, other = make_life(), make_life()

    def rows():
        return {
            holding.table: database.execute(
                f"SELECT row::text FROM {holding.table} AS row"
                f" WHERE {holding.of} = ANY(%s) ORDER BY 1",
                ([other.user_id, life.coach, life.friend],),
            ).fetchall()
            for holding in EXPORTED
            if holding.table != "account.audit_log" and not holding.among
        }

    [(payments,)] = database.execute("SELECT count(*) FROM billing.payments").fetchall()
    before = rows()
    ask(life)

    platform.go_on(life.user_id, now)

    assert rows() == before
    [(kept,)] = database.execute("SELECT count(*) FROM billing.payments").fetchall()
    assert kept == payments
    assert audit.verify(database) == []


def test_the_address_is_free_again(platform, make_life, ask, pool_id, database, now):
    import boto3

    life = make_life()
    ask(life)

    platform.go_on(life.user_id, now)

    created = boto3.client("cognito-idp").admin_create_user(
        UserPoolId=pool_id, Username=life.email, MessageAction="SUPPRESS"
    )
    database.execute(
        "INSERT INTO account.accounts (user_id, email, display_name, birth_date, locale)"
        " VALUES (%s, %s, 'Mai', '1990-01-01', 'vi')",
        (uuid.uuid4(), life.email),
    )
    assert created["User"]["Enabled"]


class Killed(BaseException):
    """As if the process had been killed there."""


# Each owner dies after its work is done and before that is written down, and PostgreSQL's own in
# the middle of its transaction.
DEATHS = [
    pytest.param(social_store, "upsert_erasure", id="in MongoDB, before it was announced"),
    pytest.param(at_cognito.store, "delete_attempts", id="at Cognito, the account is gone there"),
    pytest.param(in_bucket.erasing_store, "delete_uploads", id="in the bucket, the files are gone"),
    pytest.param(at_stripe.inbox, "delete_of_customer", id="at Stripe, the customer is gone there"),
    pytest.param(erasure, "record_step", id="anywhere, before the first step is written down"),
    pytest.param(actions.store, "begin_due", id="before it began"),
    pytest.param(actions.audit, "forget", id="in PostgreSQL, at the audit log"),
    pytest.param(actions.store, "insert_tombstone", id="in PostgreSQL, at the tombstone"),
    pytest.param(actions.store, "update_completed", id="in PostgreSQL, at the certificate"),
    pytest.param(actions.accounts, "delete_account", id="in PostgreSQL, at the account"),
]


@pytest.mark.parametrize(("module", "function"), DEATHS)
@pytest.mark.parametrize("done", [False, True], ids=["before", "after"])
def test_dying_anywhere_only_delays_it(
    platform, make_life, ask, traces_of, completed, monkeypatch, now, module, function, done
):
    life = make_life()
    erasure_id = ask(life)
    work, deaths = getattr(module, function), []

    def die(*arguments, **named):
        if deaths:
            return work(*arguments, **named)
        deaths.append(function)
        if done:
            work(*arguments, **named)
        raise Killed

    monkeypatch.setattr(module, function, die)
    with pytest.raises(Killed):
        platform.go_on(life.user_id, now)
    half_way = completed(erasure_id)
    platform.go_on(life.user_id, now)
    platform.go_on(life.user_id, now)

    assert not half_way
    assert completed(erasure_id)
    assert traces_of(life) == set()


@pytest.mark.parametrize("missing", [step for step in Step if step is not Step.POSTGRESQL])
def test_nothing_is_finished_while_a_store_has_not_answered(
    platform, make_life, ask, completed, database, now, missing
):
    life = make_life()
    erasure_id = ask(life)
    platform.tick(now)
    for step in set(Step) - {missing, Step.POSTGRESQL}:
        with database.transaction():
            erasure.record_step(database, erasure_id, step, {}, now)

    platform.tick(now)
    unfinished = not completed(erasure_id)
    erasure.record_step(database, erasure_id, missing, {}, now)
    platform.tick(now)

    assert unfinished
    assert completed(erasure_id)


def test_a_store_that_is_silent_for_an_hour_is_asked_again(platform, make_life, ask, database, now):
    life = make_life()
    ask(life)

    def announced():
        [(count,)] = database.execute(
            "SELECT count(*) FROM messaging.outbox"
            " WHERE type = 'account.erased.v1' AND payload->>'user_id' = %s",
            (str(life.user_id),),
        ).fetchall()
        return count

    counts = []
    for minutes in (0, 1, 59, 61, 62):
        platform.tick(now + timedelta(minutes=minutes))
        counts.append(announced())

    assert counts == [1, 1, 1, 2, 2]


def test_a_restored_backup_is_erased_again(platform, make_life, ask, traces_of, database, db, now):
    life = make_life()
    account = database.execute(
        "SELECT * FROM account.accounts WHERE user_id = %s", (life.user_id,)
    ).fetchone()
    person = db.people.find_one({"_id": life.user_id})
    ask(life)
    platform.go_on(life.user_id, now)

    # As it was before: with the account, and without any memory of its end.
    database.execute(
        f"INSERT INTO account.accounts VALUES ({', '.join(['%s'] * len(account))})", account
    )
    db.people.insert_one(person)
    db.tombstones.delete_many({})
    traces = traces_in("unlit-media")
    with database.transaction():
        count = actions.erase_again(database, traces, now)
    platform.go_on(life.user_id, now)

    assert traces[trace_of(life.user_id)] == "anonymise"
    assert count >= 1
    assert traces_of(life) == set()
