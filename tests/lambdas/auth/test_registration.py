"""An account here and one in Cognito, or neither."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from botocore.exceptions import EndpointConnectionError

from lambdas.auth import handler
from shared.models import consents

DOWN = EndpointConnectionError(endpoint_url="https://cognito.example")


@pytest.fixture
def rows(database):
    """How many accounts and claims there are for an address."""

    def count(email):
        return database.execute(
            "SELECT (SELECT count(*) FROM account.accounts WHERE email = %(email)s),"
            "       (SELECT count(*) FROM account.registrations WHERE email = %(email)s)",
            {"email": email},
        ).fetchone()

    return count


@pytest.fixture
def age_claim(database):
    """Make a claim as old as one whose owner must be dead."""

    def age(email):
        database.execute(
            "UPDATE account.registrations SET started_at = started_at - interval '1 hour'"
            " WHERE email = %s",
            [email],
        )

    return age


def test_registering_makes_one_person_in_both_places(post, pool, make_form, email, database):
    reply = post("/auth/register", make_form())

    assert (reply.status, reply.json) == (202, {"status": "confirmation_sent"})
    (user,) = pool.users(email)
    account = database.execute(
        "SELECT user_id::text, display_name, birth_date, locale, role, status, time_zone, country"
        "  FROM account.accounts JOIN cessation.profiles USING (user_id) WHERE email = %s",
        [email],
    ).fetchone()
    birth_date = date(1990, 5, 17)
    zone = ("Asia/Ho_Chi_Minh", "VN")
    assert account == (
        user["Username"], "Mai", birth_date, "vi", "member", "unconfirmed", *zone
    )  # fmt: skip
    assert user["UserStatus"] == "UNCONFIRMED"


def test_every_answer_about_consent_is_stored_with_what_was_asked(register, database):
    member = register(
        consents={"terms": True, "health_data": True, "coach_sharing": True, "marketing": False}
    )

    stored = database.execute(
        "SELECT purpose, granted, text_version, text_sha256, locale, source"
        "  FROM account.consents WHERE user_id = %s",
        [member.user_id],
    ).fetchall()

    assert {row[0]: row[1] for row in stored} == {
        "terms": True,
        "health_data": True,
        "coach_sharing": True,
        "research": False,
        "marketing": False,
    }
    shown = hashlib.sha256(consents.sentence("terms", "vi").encode()).digest()
    assert ("terms", True, consents.VERSION, shown, "vi", "registration") in stored


def test_nobody_hears_of_an_account_before_its_address_is_proven(register, events):
    member = register()

    assert events(member.user_id) == []


def test_an_address_is_the_same_in_capitals(post, pool, make_form, email, rows):
    post("/auth/register", make_form(email=email.upper()))
    post("/auth/register", make_form())

    assert rows(email) == (1, 0)
    assert len(pool.users(email)) == 1


@pytest.mark.parametrize(
    ("years", "days", "zone", "status"),
    [
        pytest.param(18, 0, "Etc/UTC", 202, id="eighteen today"),
        pytest.param(18, 1, "Etc/UTC", 422, id="eighteen tomorrow"),
    ],
)
def test_members_are_grown_up(post, make_form, years, days, zone, status):
    today = datetime.now(UTC).date() + timedelta(days=days)
    birthday = today.replace(year=today.year - years, day=min(today.day, 28 + days * 3))

    reply = post("/auth/register", make_form(birth_date=f"{birthday}", time_zone=zone))

    assert reply.status == status


def test_the_age_is_reached_when_the_day_begins_where_the_member_is(post, make_form):
    east, west = (datetime.now(UTC) + timedelta(hours=hours) for hours in (14, -11))
    birthday = east.date().replace(year=east.year - 18)

    there = post("/auth/register", make_form(birth_date=f"{birthday}", time_zone="Etc/GMT-14"))
    elsewhere = post(
        "/auth/register",
        make_form(birth_date=f"{birthday}", time_zone="Etc/GMT+11", email="x@people.example"),
    )

    assert west.date() < east.date()
    assert (there.status, elsewhere.status) == (202, 422)


def test_nothing_about_a_child_is_kept(post, pool, make_form, email, rows, logged):
    reply = post("/auth/register", make_form(birth_date="2020-01-01"))

    assert reply.code == (422, "under_age")
    assert rows(email) == (0, 0)
    assert pool.users(email) == []
    assert "2020-01-01" not in logged()


@pytest.mark.parametrize("consent", ["terms", "health_data"])
def test_without_this_consent_there_is_no_account(post, make_form, email, rows, consent):
    given = {"terms": True, "health_data": True, "coach_sharing": True, consent: False}

    reply = post("/auth/register", make_form(consents=given))

    assert reply.code == (422, "invalid")
    assert reply.json["errors"] == [{"field": f"consents.{consent}", "message": "must be given"}]
    assert rows(email) == (0, 0)


def test_a_known_address_gets_the_same_answer_as_a_new_one(post, member, register, make_form):
    waiting = register()
    fresh = post("/auth/register", make_form())

    of_member = post("/auth/register", make_form(email=member.email))
    of_waiting = post("/auth/register", make_form(email=waiting.email))

    assert fresh.shown() == of_member.shown() == of_waiting.shown()


def test_someone_who_waits_for_a_code_gets_another(post, register, make_form, cognito):
    waiting = register()
    resent = cognito("ResendConfirmationCode", {})

    post("/auth/register", make_form(email=waiting.email))

    assert [call["Username"] for call in resent.parameters] == [waiting.email]


@pytest.mark.parametrize(
    ("locale", "subject"),
    [("en", "You already have an Unlit account"), ("vi", "Bạn đã có tài khoản Unlit")],
)
def test_a_member_is_told_that_somebody_tried(post, join, make_form, sent_mails, locale, subject):
    member = join(locale=locale)

    post("/auth/register", make_form(email=member.email, locale="en", display_name="Mallory"))

    (mail,) = sent_mails(member.email)
    assert mail.subject == subject
    assert "Mallory" not in mail.body


def test_a_mail_that_cannot_be_sent_shows_nothing(post, member, make_form, cognito):
    fresh = post("/auth/register", make_form())
    cognito("SendEmail", "MessageRejected", service="ses")

    reply = post("/auth/register", make_form(email=member.email))

    assert reply.shown() == fresh.shown()


def test_a_member_is_not_flooded_with_mail(post, member, make_form, sent_mails):
    replies = [post("/auth/register", make_form(email=member.email)) for _ in range(12)]

    assert {reply.status for reply in replies} == {202}
    assert len(sent_mails(member.email)) < 10


def test_registering_the_same_address_at_once_makes_one_account(post, pool, make_form, email, rows):
    with ThreadPoolExecutor(8) as crowd:
        replies = list(crowd.map(lambda _: post("/auth/register", make_form()), range(8)))

    assert {reply.status for reply in replies} == {202}
    assert rows(email) == (1, 0)
    assert len(pool.users(email)) == 1


# What is left when something breaks.


@pytest.fixture
def while_signing_up(auth):
    """Have something happen just before or after Cognito makes the account."""
    hooks = auth.user_pool._client.meta.events
    registered = []

    def arrange(moment, happen):
        event = f"{moment}-call.cognito-identity-provider.SignUp"
        hooks.register_first(event, happen)
        registered.append((event, happen))

    yield arrange
    for event, happen in registered:
        hooks.unregister(event, happen)


def test_when_postgres_refuses_the_cognito_account_goes_too(
    post, pool, make_form, email, database, while_signing_up
):
    def take_the_address(**_):
        database.execute(
            "INSERT INTO account.accounts (user_id, email, display_name, birth_date, locale)"
            " VALUES (gen_random_uuid(), %s, 'In the way', '1990-01-01', 'en')",
            [email],
        )

    while_signing_up("before", take_the_address)

    reply = post("/auth/register", make_form())

    assert reply.code == (500, "internal")
    assert pool.users(email) == []


def test_when_the_connection_dies_the_cognito_account_goes_too(
    post, pool, make_form, email, database, rows
):
    # The very statement that stores this account takes its own connection down.
    database.execute(
        "CREATE OR REPLACE FUNCTION account.die() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$"
    )
    database.execute(
        "CREATE TRIGGER die BEFORE INSERT ON account.accounts FOR EACH ROW"
        f" WHEN (NEW.email = '{email}') EXECUTE FUNCTION account.die()"
    )
    try:
        reply = post("/auth/register", make_form())
    finally:
        database.execute("DROP TRIGGER die ON account.accounts")

    assert reply.code == (503, "unavailable")
    assert (pool.users(email), rows(email)) == ([], (0, 0))
    assert post("/auth/register", make_form()).status == 202


def test_when_cognito_is_down_nothing_is_stored(post, pool, make_form, email, rows, cognito):
    cognito("SignUp", DOWN)

    reply = post("/auth/register", make_form())

    assert reply.code == (503, "unavailable")
    assert "Retry-After" in reply.headers
    assert rows(email) == (0, 0)


def test_a_password_cognito_does_not_take_is_invalid(post, make_form, email, rows, cognito):
    cognito("SignUp", "InvalidPasswordException")

    reply = post("/auth/register", make_form())

    assert reply.code == (422, "invalid")
    assert rows(email) == (0, 0)


@pytest.fixture
def crash_after_sign_up(auth, pool, database, email):
    """What a worker leaves behind that died between Cognito and PostgreSQL."""
    database.execute("INSERT INTO account.registrations (email) VALUES (%s)", [email])
    auth.user_pool.sign_up(email, "correct horse battery", "en")


@pytest.mark.usefixtures("crash_after_sign_up")
def test_the_next_registration_repairs_a_crash(post, pool, make_form, email, rows, age_claim):
    age_claim(email)
    (orphan,) = pool.users(email)

    reply = post("/auth/register", make_form())

    (user,) = pool.users(email)
    assert reply.status == 202
    assert user["Username"] != orphan["Username"]
    assert rows(email) == (1, 0)


@pytest.mark.usefixtures("crash_after_sign_up")
def test_the_tick_clears_up_after_a_crash(pool, email, rows, age_claim):
    age_claim(email)

    cleared = handler.on_tick({}, SimpleNamespace())

    assert cleared["cleared"] >= 1
    assert (pool.users(email), rows(email)) == ([], (0, 0))


@pytest.mark.usefixtures("crash_after_sign_up")
def test_the_tick_leaves_a_registration_alone_that_may_still_run(pool, email, rows):
    handler.on_tick({}, SimpleNamespace())

    assert len(pool.users(email)) == 1
    assert rows(email) == (0, 1)


@pytest.mark.usefixtures("crash_after_sign_up")
def test_while_cognito_is_down_the_claim_remembers_what_is_left_to_do(
    post, pool, email, rows, age_claim, cognito
):
    age_claim(email)
    cognito("AdminGetUser", DOWN)

    with pytest.raises(Exception, match="Sign-in is not answering"):
        handler.on_tick({}, SimpleNamespace())

    assert (len(pool.users(email)), rows(email)) == (1, (0, 1))


@pytest.mark.usefixtures("auth")
def test_a_crash_before_cognito_was_asked_leaves_only_a_claim(database, email, rows, age_claim):
    database.execute("INSERT INTO account.registrations (email) VALUES (%s)", [email])
    age_claim(email)

    handler.on_tick({}, SimpleNamespace())

    assert rows(email) == (0, 0)


def test_a_person_made_by_hand_in_cognito_is_never_deleted(post, pool, make_form, email, rows):
    pool.client.admin_create_user(UserPoolId=pool.pool_id, Username=email)

    reply = post("/auth/register", make_form())

    assert reply.code == (503, "unavailable")
    assert (len(pool.users(email)), rows(email)) == (1, (0, 0))


def test_a_registration_that_was_overtaken_stores_nothing(
    post, database, make_form, email, rows, while_signing_up
):
    def overtake(**_):
        database.execute(
            "UPDATE account.registrations SET started_at = now() + interval '1 second'"
            " WHERE email = %s",
            [email],
        )

    while_signing_up("after", overtake)

    reply = post("/auth/register", make_form())

    assert reply.code == (503, "unavailable")
    assert rows(email) == (0, 1)
