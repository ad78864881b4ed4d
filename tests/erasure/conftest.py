"""Every store the platform has, somebody who left traces in all of them, and who owns which."""

import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import boto3
import psycopg
import pytest
from moto import mock_aws
from psycopg.types.json import Jsonb
from pymongo.database import Database

from lambdas.auth import handler as auth
from lambdas.auth import resources as auth_resources
from lambdas.payment import handler as payment
from lambdas.payment import resources as payment_resources
from lambdas.upload import handler as upload
from lambdas.upload import resources as upload_resources
from services.social_media import consumer as social_consumer
from services.social_media import outbox
from services.social_media.chat import message_store
from services.social_media.chat import store as chat
from services.social_media.chat.models import Message
from services.social_media.chat.rules import direct_id
from services.user_cessation import audit
from services.user_cessation import consumer as quit_consumer
from shared.auth.roles import Role
from shared.models.events import (
    AccountRegistered,
    CheckInRecorded,
    ClockTicked,
    CoachAssigned,
    SessionRevoked,
    parse_event,
)
from shared.models.ids import UserId, uuid7
from shared.postgres.migrate import migrate
from shared.postgres.pool import open_pool
from tests.gear.databases import own_database

BUCKET = "unlit-media"
NOW = datetime.now(UTC)
THEN = NOW - timedelta(days=40)


@pytest.fixture(scope="session")
def postgres_dsn(postgres_server: str) -> str:
    """A database of its own: whoever else's clock ticks would take part in these erasures."""
    name = f"erasure_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(postgres_server, autocommit=True) as conn:
        conn.execute(f'CREATE DATABASE "{name}"')
    dsn = postgres_server.replace("/postgres?", f"/{name}?")
    migrate(dsn)
    return dsn


@pytest.fixture(scope="module")
def aws() -> Iterator[Any]:
    with mock_aws():
        boto3.client("s3").create_bucket(Bucket=BUCKET)
        boto3.client("ses").verify_email_identity(EmailAddress="no-reply@unlit.example")
        yield boto3


@pytest.fixture(scope="module")
def pool_id(aws: Any) -> str:
    created = boto3.client("cognito-idp").create_user_pool(
        PoolName="unlit", UsernameAttributes=["email"]
    )
    return str(created["UserPool"]["Id"])


@pytest.fixture(scope="module")
def functions(
    postgres_dsn: str, pool_id: str, stripe_stand_in: Any, aws: Any
) -> Iterator[SimpleNamespace]:
    """The three functions that own a store besides PostgreSQL, as the clock calls them."""
    environment = {
        "MODE": "local",
        "POSTGRES_DSN": postgres_dsn,
        "USER_POOL_ID": pool_id,
        "USER_POOL_CLIENT_ID": "web",
        "PUBLIC_ORIGINS": "[]",
        "PEPPER": "pepper for the tests only, and long",
        "MAIL_FROM": "no-reply@unlit.example",
        "MEDIA_BUCKET": BUCKET,
        "STRIPE_URL": stripe_stand_in.url,
        "STRIPE_API_KEY": "sk_test_local-only",
        "STRIPE_WEBHOOK_SECRET": stripe_stand_in.secret,
        "WEB_URL": "https://unlit.example",
        "TOKEN_ISSUER": "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_tests",
        "TOKEN_JWKS_URL": "http://127.0.0.1:9/jwks.json",
        "TOKEN_CLIENT_IDS": json.dumps(["web"]),
    }
    makers = (auth_resources.resources, upload_resources.resources, payment_resources.resources)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        for make in makers:
            make.cache_clear()
            make()
        yield SimpleNamespace(
            cognito=lambda: auth.on_tick({}, SimpleNamespace()),
            files=lambda: upload.on_tick({}, SimpleNamespace()),
            stripe=lambda: payment.on_inbox({}, SimpleNamespace()),
        )
        for make in makers:
            make().database.close()
            make.cache_clear()


@pytest.fixture
def db(mongo_url: str) -> Iterator[Database[Any]]:
    with own_database(mongo_url, "erasure") as db:
        yield db


@pytest.fixture
def pg_pool(postgres_dsn: str) -> Iterator[Any]:
    with open_pool(postgres_dsn, application="erasure-tests", size=2) as pool:
        yield pool


@dataclass
class Platform:
    """The messengers between the stores, moved by hand."""

    database: psycopg.Connection[Any]
    db: Database[Any]
    functions: SimpleNamespace
    pool: Any

    def tick(self, now: datetime) -> None:
        """What the clock has user-cessation do about erasures."""
        with self.pool.connection() as conn:
            quit_consumer.EVERY_MINUTE["erasures"](conn, ClockTicked(slot=now), now)

    def carry_to_mongo(self, person: uuid.UUID) -> None:
        """Have social-media hear what PostgreSQL has announced about somebody."""
        hear = social_consumer.reacting(self.db, lambda _: None)
        waiting = self.database.execute(
            "SELECT event_id, payload::text FROM messaging.outbox"
            " WHERE payload->>'user_id' = %s ORDER BY event_id",
            (str(person),),
        ).fetchall()
        for event_id, payload in waiting:
            hear(parse_event(payload))
            self.database.execute("DELETE FROM messaging.outbox WHERE event_id = %s", (event_id,))

    def carry_to_postgres(self) -> None:
        """Have user-cessation hear what MongoDB has announced."""
        hear = quit_consumer.reacting(self.pool, quit_consumer.REACTIONS, {})
        waiting = outbox.select_waiting(self.db, most=100)
        for event in waiting:
            hear(parse_event(event.payload))
        outbox.delete_published(self.db, waiting)

    def go_on(self, person: uuid.UUID, now: datetime) -> None:
        """Everything that happens within some minutes."""
        self.tick(now)
        self.carry_to_mongo(person)
        self.carry_to_postgres()
        self.functions.cognito()
        self.functions.files()
        self.functions.stripe()
        self.tick(now)


@pytest.fixture
def platform(
    database: psycopg.Connection[Any], db: Database[Any], functions: Any, pg_pool: Any
) -> Platform:
    return Platform(database, db, functions, pg_pool)


@dataclass(frozen=True)
class Life:
    user_id: UserId
    email: str
    name: str
    customer_id: str
    digest: bytes
    """What is kept of the address where only guesses at it are counted."""
    coach: UserId
    friend: UserId

    @property
    def needles(self) -> list[str]:
        """What must not be found anywhere once they are forgotten."""
        ids = [str(self.user_id), self.user_id.hex, self.customer_id]
        return [*ids, self.email, self.name, self.digest.hex()]


@pytest.fixture
def stripe_client(stripe_stand_in: Any) -> Any:
    import stripe

    return stripe.StripeClient(
        "sk_test_local-only", base_addresses={"api": stripe_stand_in.url}, max_network_retries=0
    )


@pytest.fixture
def make_life(
    database: psycopg.Connection[Any],
    db: Database[Any],
    pool_id: str,
    functions: Any,
    stripe_client: Any,
) -> Callable[..., Life]:
    """Somebody with a row in every table, a document in every collection, files, and customers."""

    def insert(table: str, **columns: Any) -> None:
        names, values = ", ".join(columns), ", ".join(f"%({name})s" for name in columns)
        database.execute(f"INSERT INTO {table} ({names}) VALUES ({values})", columns)

    def account(name: str, role: str) -> tuple[UserId, str]:
        email = f"{uuid.uuid4().hex}@people.example"
        created = boto3.client("cognito-idp").admin_create_user(
            UserPoolId=pool_id,
            Username=email,
            UserAttributes=[{"Name": "email", "Value": email}],
            MessageAction="SUPPRESS",
        )["User"]
        attributes = {each["Name"]: each["Value"] for each in created["Attributes"]}
        user_id = UserId(uuid.UUID(attributes["sub"]))
        insert(
            "account.accounts",
            user_id=user_id,
            email=email,
            display_name=name,
            birth_date="1990-01-01",
            locale="vi",
            role=role,
            status="active",
        )
        return user_id, email

    def in_postgres(me: UserId, email: str, coach: UserId, customer_id: str) -> None:
        digest = auth_resources.resources().digests.of(email)
        attempt, slip, invoice = uuid7(), uuid7(), f"in_{uuid.uuid4().hex}"
        insert("account.pending_passwords", user_id=me, salt=bytes(16), digest=bytes(32))
        insert("account.attempts", kind="mail", subject=digest, window_start=NOW, failures=1)
        for purpose in ("terms", "health_data", "coach_sharing"):
            insert(
                "account.consents",
                user_id=me,
                purpose=purpose,
                granted=True,
                text_version="1",
                text_sha256=bytes(32),
                locale="vi",
                source="tests",
            )
        insert(
            "account.sessions",
            session_id=uuid7(),
            user_id=me,
            origin_jti=f"sign-in of {me}",
            token_sha256=bytes(32),
            user_agent=f"A browser of {email}",
            expires_at=NOW + timedelta(days=9),
        )
        insert("cessation.profiles", user_id=me, time_zone="Asia/Ho_Chi_Minh", country="VN")
        insert(
            "cessation.tobacco_profiles",
            user_id=me,
            product="cigarette",
            units_per_day=10,
            pack_size=20,
        )
        insert(
            "cessation.pack_prices",
            user_id=me,
            effective_from=THEN,
            amount_minor=900,
            currency="EUR",
        )
        insert("cessation.quit_attempts", attempt_id=attempt, user_id=me, quit_at=THEN)
        insert(
            "cessation.check_ins",
            check_in_id=uuid7(),
            user_id=me,
            client_id=uuid7(),
            local_date=NOW.date(),
            smoke_free=True,
            note=f"Written by {email}",
        )
        insert(
            "cessation.slips",
            slip_id=slip,
            user_id=me,
            attempt_id=attempt,
            client_id=uuid7(),
            smoked_at=NOW,
            local_date=NOW.date(),
            cigarettes=1,
        )
        insert(
            "cessation.assessments",
            assessment_id=uuid7(),
            user_id=me,
            client_id=uuid7(),
            instrument="HSI",
            version=1,
            locale="vi",
            answers=Jsonb({}),
            scores=Jsonb({"total": 3}),
            taken_at=NOW,
        )
        empty: dict[str, list[str]] = {
            name: [] for name in ("company", "activity", "feeling", "strategy")
        }
        insert(
            "cessation.cravings",
            craving_id=uuid7(),
            user_id=me,
            client_id=uuid7(),
            slip_id=slip,
            occurred_at=NOW,
            time_zone="UTC",
            intensity=5,
            smoked=False,
            cigarettes=0,
            logged_at=NOW,
            **empty,
        )
        insert(
            "cessation.co_readings",
            reading_id=uuid7(),
            user_id=me,
            client_id=uuid7(),
            ppm=3,
            measured_at=NOW,
            recorded_at=NOW,
        )
        insert("cessation.achievements", user_id=me, code="first_day", earned_at=NOW)
        insert(
            "statistics.exclusions",
            user_id=me,
            reason="untraceable",
            since=THEN.date(),
            recorded_at=NOW,
        )
        _plan(insert, me, email, attempt)
        insert("coaching.assignments", assignment_id=uuid7(), member_id=me, coach_id=coach)
        insert(
            "schedule.appointments",
            appointment_id=uuid7(),
            member_id=me,
            coach_id=coach,
            starts_at=NOW,
            as_of=NOW,
        )
        insert("billing.customers", user_id=me, customer_id=customer_id)
        insert(
            "billing.checkouts",
            checkout_id=uuid7(),
            user_id=me,
            price_key="coaching_monthly_usd_1",
            created_at=NOW,
            expires_at=NOW,
        )
        insert(
            "billing.subscriptions",
            subscription_id=f"sub_{uuid.uuid4().hex}",
            user_id=me,
            status="active",
            current_period_end=NOW,
            cancel_at_period_end=False,
        )
        insert(
            "billing.payments",
            invoice_id=invoice,
            user_id=me,
            subscription_id="sub_any",
            amount_minor=2900,
            currency="USD",
            refunded_minor=0,
            period_start=THEN,
            period_end=NOW,
            paid_at=THEN,
        )
        insert(
            "billing.inbox",
            event_id=f"evt_{uuid.uuid4().hex}",
            type="invoice.paid",
            customer_id=customer_id,
            happened_at=NOW,
            due_at=NOW,
            processed_at=NOW,
        )
        insert(
            "billing.idempotency",
            user_id=me,
            key="k",
            fingerprint=bytes(32),
            started_at=NOW,
            body=Jsonb({"email": email}),
        )
        insert("billing.memberships", user_id=me, plan_id=None, source=None, valid_until=None)
        audit.append(database, audit.Entry("progress.read", coach, me, "a request"))
        audit.append(database, audit.Entry("consent.given", me, me, "a request"))
        audit.append(database, audit.Entry("account.read", me, coach, "a request"))

    def in_bucket(me: UserId) -> None:
        upload_id, export_id = uuid7(), uuid7()
        insert(
            "media.uploads",
            upload_id=upload_id,
            user_id=me,
            purpose="avatar",
            content_type="image/png",
            state="ready",
            etag="e",
            bytes=1,
            width=1,
            height=1,
            blurhash="LEHV6n",
            created_at=NOW,
            settled_at=NOW,
        )
        insert(
            "privacy.exports",
            export_id=export_id,
            user_id=me,
            requested_at=NOW,
            expires_at=NOW + timedelta(days=1),
        )
        s3 = boto3.client("s3")
        for key in (
            f"media/{upload_id}/full.webp",
            f"media/{upload_id}/small.webp",
            f"quarantine/{me}/{uuid7()}",
            f"exports/{export_id}/unlit.zip",
            f"exports/{export_id}/community.json",
        ):
            s3.put_object(Bucket=BUCKET, Key=key, Body=f"of {me}".encode())

    def in_mongo(me: UserId, name: str, coach: UserId, friend: UserId) -> None:
        hear = social_consumer.reacting(db, lambda _: None)
        for user_id, shown in ((me, name), (coach, "A coach"), (friend, "A friend")):
            hear(
                AccountRegistered(
                    user_id=user_id, display_name=shown, role=Role.MEMBER, locale="vi"
                )
            )
        hear(CoachAssigned(member_id=me, coach_id=coach))
        hear(SessionRevoked(user_id=me, origin_jti=str(uuid7())))
        hear(
            CheckInRecorded(
                user_id=me,
                coach_id=coach,
                check_in_id=uuid7(),
                local_date=NOW.date(),
                smoke_free=True,
            )
        )
        conversation = direct_id(me, friend)
        chat.upsert_direct(db, conversation, (me, friend), now=NOW)
        said = Message(uuid7(), conversation, 1, me, uuid7(), f"I am {name}.", NOW)
        message_store.insert_messages(db, [said])
        chat.update_read(db, conversation, me, 1)

    def make() -> Life:
        name = f"Mai {uuid.uuid4().hex}"
        coach, _ = account("A coach", "coach")
        insert("coaching.coaches", user_id=coach, headline="I quit too", capacity=9)
        friend, _ = account("A friend", "member")
        me, email = account(name, "member")
        customer = stripe_client.v1.customers.create({"metadata": {"user_id": str(me)}})
        in_postgres(me, email, coach, customer.id)
        stranger, _ = account("A stranger", "member")
        _among_others(insert, me, name, stranger, coach)
        in_bucket(me)
        in_mongo(me, name, coach, friend)
        digest = auth_resources.resources().digests.of(email)
        return Life(me, email, name, customer.id, digest, coach, friend)

    return make


def _among_others(
    insert: Callable[..., None], me: UserId, name: str, stranger: UserId, coach: UserId
) -> None:
    """Where no foreign key says that it is about them, or where it is somebody else's."""
    told = {"user_id": str(me), "display_name": name}
    insert(
        "messaging.mails",
        mail_id=uuid7(),
        user_id=stranger,
        category="contacts",
        key="contact.asked",
        data=Jsonb(told),
        queued_at=NOW,
        due_at=NOW,
    )
    insert(
        "coaching.overdue_replies",
        overdue_id=uuid7(),
        conversation_id=uuid7(),
        member_id=stranger,
        coach_id=coach,
        waiting_since=THEN,
        recorded_at=THEN,
        closed_at=NOW,
        closed_by=me,
    )
    insert(
        "coaching.appointments",
        appointment_id=uuid7(),
        member_id=me,
        coach_id=coach,
        client_id=uuid7(),
        kind="pre_quit",
        starts_at=NOW,
        ends_at=NOW + timedelta(minutes=30),
        status="requested",
        is_free=True,
        changed_by=me,
        changed_at=NOW,
        created_at=NOW,
    )


def _plan(insert: Callable[..., None], me: UserId, email: str, attempt: uuid.UUID) -> None:
    common = {"user_id": me, "client_id": uuid7()}
    insert("account.second_factors", user_id=me, confirmed_at=NOW)
    insert("account.federations", user_id=me, pool_username=str(me))
    insert(
        "cessation.readiness_answers",
        answer_id=uuid7(),
        ready=True,
        source="asked",
        answered_at=NOW,
        **common,
    )
    insert(
        "cessation.follow_ups",
        attempt_id=attempt,
        code="day_1",
        user_id=me,
        local_date=NOW.date(),
        due_at=NOW,
    )
    insert(
        "cessation.preparations",
        attempt_id=attempt,
        user_id=me,
        told=[],
        tell_skipped=False,
        home="todo",
        car="todo",
        work="todo",
        version=2,
    )
    insert(
        "cessation.coping_pairs",
        pair_id=uuid7(),
        position=0,
        trigger=email,
        response="Tea",
        created_at=NOW,
        **common,
    )
    insert("cessation.reasons", reason_id=uuid7(), words=email, created_at=NOW, **common)
    insert("cessation.reason_photos", user_id=me, upload_id=uuid7())
    insert(
        "cessation.plan_revisions",
        user_id=me,
        number=1,
        area="coping",
        turn="added",
        fields=Jsonb([]),
        changed_at=NOW,
    )
    insert(
        "cessation.reminder_settings",
        user_id=me,
        kind="check_in",
        enabled=True,
        local_time="20:00",
    )


@pytest.fixture
def ask(database: psycopg.Connection[Any]) -> Callable[..., tuple[uuid.UUID, datetime]]:
    """Have somebody's erasure be due now."""

    def request(life: Life, posts: str = "anonymise") -> uuid.UUID:
        erasure_id = uuid7()
        database.execute(
            """
            INSERT INTO privacy.erasures
                   (erasure_id, user_id, code_sha256, posts, requested_at, due_at)
            VALUES (%s, %s, sha256(%s), %s, %s, %s)
            """,
            (erasure_id, life.user_id, erasure_id.bytes, posts, THEN, NOW),
        )
        return erasure_id

    return request


@pytest.fixture
def traces_of(
    database: psycopg.Connection[Any], db: Database[Any], pool_id: str, stripe_client: Any
) -> Callable[[Life], set[str]]:
    """Every place of every store in which somebody can still be found."""
    return lambda life: {
        *_in_postgres(database, life.needles),
        *_in_mongo(db, life.needles),
        *_in_bucket(life.needles),
        *_elsewhere(pool_id, stripe_client, life),
    }


def _has(text: str, needles: list[str]) -> bool:
    return any(needle in text for needle in needles)


def _in_postgres(database: psycopg.Connection[Any], needles: list[str]) -> Iterator[str]:
    """Every column of every table, as text."""
    tables = database.execute(
        """
        SELECT format('%I.%I', table_schema, table_name)
          FROM information_schema.tables
         WHERE table_type = 'BASE TABLE'
           AND table_schema NOT IN ('pg_catalog', 'information_schema')
        """
    ).fetchall()
    for (table,) in tables:
        [(found,)] = database.execute(
            f"SELECT count(*) FROM {table} AS row WHERE row::text LIKE ANY(%s)",
            ([f"%{needle}%" for needle in needles],),
        ).fetchall()
        if found:
            yield table


def _in_mongo(db: Database[Any], needles: list[str]) -> Iterator[str]:
    for name in db.list_collection_names():
        if any(_has(repr(document), needles) for document in db[name].find()):
            yield f"mongodb {name}"


def _in_bucket(needles: list[str]) -> Iterator[str]:
    s3 = boto3.client("s3")
    for entry in s3.list_objects_v2(Bucket=BUCKET).get("Contents", []):
        body = s3.get_object(Bucket=BUCKET, Key=entry["Key"])["Body"].read().decode()
        if _has(entry["Key"] + body, needles):
            yield f"s3 {entry['Key'].partition('/')[0]}"


def _elsewhere(pool_id: str, stripe_client: Any, life: Life) -> Iterator[str]:
    users = boto3.client("cognito-idp").list_users(
        UserPoolId=pool_id, Filter=f'email = "{life.email}"'
    )
    if users["Users"]:
        yield "cognito"
    if not getattr(stripe_client.v1.customers.retrieve(life.customer_id), "deleted", False):
        yield "stripe"
