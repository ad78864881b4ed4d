"""A copy of everything about somebody: asked for, put together, fetched, and gone again."""

import csv
import io
import json
import threading
import uuid
import zipfile
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import boto3
import orjson
import pytest
from moto import mock_aws

from services.user_cessation.consumer import REACTIONS, reacting
from services.user_cessation.exporting import assembler, store
from shared import exports, shelf
from shared.models.events import ExportPartReady
from shared.postgres.pool import open_pool

BUCKET = "unlit-copies"
PATH = "/privacy/exports"


@pytest.fixture(autouse=True)
def bucket(monkeypatch, database):
    monkeypatch.setenv("MEDIA_BUCKET", BUCKET)
    shelf.shelf.cache_clear()
    with mock_aws():
        s3 = boto3.client("s3")
        s3.create_bucket(Bucket=BUCKET)
        yield s3
    shelf.shelf.cache_clear()
    database.execute("DELETE FROM privacy.exports")


@pytest.fixture
def pool(postgres_dsn):
    with open_pool(postgres_dsn, application="tests", size=3) as pool:
        yield pool


@pytest.fixture
def sign_in(database):
    def session(person, minutes_ago=1):
        database.execute("DELETE FROM account.sessions WHERE user_id = %s", (person,))
        database.execute(
            """
            INSERT INTO account.sessions
                   (session_id, user_id, origin_jti, token_sha256, user_agent, created_at,
                    expires_at)
            VALUES (%s, %s, %s, %s, 'tests', %s, now() + interval '1 day')
            """,
            (
                *(uuid.uuid4(), person, f"sign-in of {person}", bytes(32)),
                datetime.now(UTC) - timedelta(minutes=minutes_ago),
            ),
        )
        return person

    return session


@pytest.fixture
def ask(api, sign_in):
    return lambda member: api(sign_in(member), "POST", PATH)


@pytest.fixture
def part(bucket, pool):
    """Have MongoDB's part be there, and user-cessation hear of it."""

    def ready(member, export_id, **collections):
        key = exports.part_key(uuid.UUID(export_id))
        bucket.put_object(Bucket=BUCKET, Key=key, Body=orjson.dumps(collections))
        event = ExportPartReady(user_id=member, export_id=export_id, part="community", key=key)
        reacting(pool, REACTIONS, {})(event)

    return ready


@pytest.fixture
def assemble(pool):
    def run(now=None):
        return assembler.assemble_next(pool, shelf.shelf(), now or datetime.now(UTC))

    return run


@pytest.fixture
def unpack(bucket):
    def contents(export_id):
        key = exports.archive_key(uuid.UUID(export_id))
        body = bucket.get_object(Bucket=BUCKET, Key=key)["Body"].read()
        archive = zipfile.ZipFile(io.BytesIO(body))
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}

    return contents


def test_a_copy_holds_the_summary_of_a_meeting_and_not_the_coachs_own_note(
    api, make_member, make_coach, make_appointment, ask, part, assemble, unpack, database, rows
):
    coach = make_coach()
    member = make_member(coach=coach)
    meeting = make_appointment(member, coach)
    path = f"/coaching/appointments/{meeting}/notes"
    api(coach, "PUT", f"{path}/shared", {"text": "You set the date."})
    api(coach, "PUT", f"{path}/private", {"text": "Is afraid of the divorce."})
    added = {"client_id": str(uuid.uuid4()), "text": "Still is."}
    api(coach, "POST", f"{path}/private/addenda", added)
    export_id = ask(member).json["export_id"]
    part(member, export_id)
    assemble()

    files = unpack(export_id)
    log = api(member, "GET", "/privacy/access-log").json["items"]
    database.execute("DELETE FROM account.accounts WHERE user_id = %s", (member,))

    whole = b"".join(files.values())
    assert b"You set the date." in whole
    assert not [secret for secret in (b"divorce", b"Still is.") if secret in whole]
    assert "session_note.written" in {item["action"] for item in log}
    assert rows("coaching.session_notes", appointment_id=meeting) == []


def test_asking_announces_it_to_every_store(make_member, ask, events_about):
    member = make_member()

    reply = ask(member)

    assert (reply.status_code, reply.json["state"]) == (202, "preparing")
    [event] = events_about(member)
    assert event["type"] == "export.requested.v1"
    assert event["export_id"] == reply.json["export_id"]


def test_only_who_just_signed_in_may_ask(make_member, sign_in, api, rows):
    member = sign_in(make_member(), minutes_ago=11)

    reply = api(member, "POST", PATH)

    assert (reply.status_code, reply.json["code"]) == (403, "sign_in_again")
    assert rows("privacy.exports", user_id=member) == []


def test_one_copy_is_made_at_a_time(make_member, ask, sign_in, api, at_once, rows):
    member = sign_in(make_member())

    replies = at_once([lambda: api(member, "POST", PATH)] * 5)

    assert sorted(reply.status_code for reply in replies) == [202, 409, 409, 409, 409]
    assert {reply.json.get("code") for reply in replies} == {None, "export_pending"}
    assert len(rows("privacy.exports", user_id=member)) == 1


def test_a_copy_holds_both_databases_and_the_pictures_as_json_and_csv(
    make_member, ask, part, assemble, unpack, api, bucket, database, events_about
):
    member = make_member(display_name="=Mai", quit_at=datetime.now(UTC))
    note = {"client_id": str(uuid.uuid4()), "smoke_free": True, "note": "@home, all day"}
    api(member, "POST", "/check-ins", note)
    upload = uuid.uuid4()
    database.execute(
        """
        INSERT INTO media.uploads
               (upload_id, user_id, purpose, content_type, state, etag, bytes, width, height,
                blurhash, created_at, settled_at)
        VALUES (%s, %s, 'avatar', 'image/png', 'ready', 'e', 1, 1, 1, 'LEHV6n', now(), now())
        """,
        (upload, member),
    )
    bucket.put_object(Bucket=BUCKET, Key=f"media/{upload}/full.webp", Body=b"a picture")
    export_id = ask(member).json["export_id"]
    part(member, export_id, messages=[{"text": "I did it", "seq": 1}])

    assert assemble()

    files = unpack(export_id)
    data = json.loads(files["data.json"])
    assert data["account.accounts"][0]["display_name"] == "=Mai"
    assert data["cessation.check_ins"][0]["note"] == "@home, all day"
    assert data["community.messages"] == [{"text": "I did it", "seq": 1}]
    assert files[f"files/{upload}.webp"] == b"a picture"
    tables = {name[4:-4] for name in files if name.startswith("csv/")}
    assert tables == data.keys()
    lines = files["csv/cessation.check_ins.csv"].decode("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(lines)))["note"] == "'@home, all day"
    assert "Unlit" in files["README.txt"].decode()
    assert [event["key"] for event in events_about(member) if "key" in event] == ["export.ready"]


def test_nobody_else_is_in_it(make_member, make_coach, ask, part, assemble, unpack, api):
    coach = make_coach(display_name="Coach Hoa of the test")
    member = make_member(coach=coach, quit_at=datetime.now(UTC))
    other = make_member(display_name="Somebody else", coach=coach)
    api(coach, "GET", f"/coaching/members/{member}/progress")
    export_id = ask(member).json["export_id"]
    part(member, export_id)

    assemble()

    everything = b"".join(unpack(export_id).values()).decode()
    assert str(member) in everything
    for stranger in (coach, other):
        assert str(stranger) not in everything
    assert "Coach Hoa" not in everything
    assert "Somebody else" not in everything


def test_no_secret_of_ours_is_in_it(make_member, ask, part, assemble, unpack):
    member = make_member()
    export_id = ask(member).json["export_id"]
    part(member, export_id)

    assemble()

    data = json.loads(unpack(export_id)["data.json"])
    columns = {name for rows in data.values() for row in rows for name in row}
    assert not columns & {"token_sha256", "former_sha256", "origin_jti", "code_sha256", "ip_sha256"}


def test_the_link_saves_it_for_a_quarter_of_an_hour(
    make_member, ask, part, assemble, api, rows, sign_in
):
    member = make_member()
    export_id = ask(member).json["export_id"]
    part(member, export_id)
    assemble()

    reply = api(member, "POST", f"{PATH}/{export_id}/link")

    assert reply.status_code == 200
    query = parse_qs(urlsplit(reply.json["url"]).query)
    assert int(query["X-Amz-Expires"][0]) == 900
    assert exports.archive_key(uuid.UUID(export_id)) in reply.json["url"]
    assert [row["action"] for row in rows("account.audit_log", subject_id=member)].count(
        "export.fetched"
    ) == 1
    sign_in(member, minutes_ago=11)
    assert api(member, "POST", f"{PATH}/{export_id}/link").json["code"] == "sign_in_again"


def test_somebody_elses_copy_is_not_there(make_member, ask, part, assemble, api, sign_in):
    member, other = make_member(), sign_in(make_member())
    export_id = ask(member).json["export_id"]
    unfinished = api(sign_in(member), "POST", f"{PATH}/{export_id}/link").status_code
    part(member, export_id)
    assemble()

    assert unfinished == 404
    assert api(other, "POST", f"{PATH}/{export_id}/link").status_code == 404
    assert api(other, "GET", PATH).json["items"] == []
    assert [item["state"] for item in api(member, "GET", PATH).json["items"]] == ["ready"]


def test_whoever_dies_while_making_it_leaves_it_to_be_made_again(
    make_member, ask, part, assemble, unpack, monkeypatch, events_about
):
    member = make_member()
    export_id = ask(member).json["export_id"]
    part(member, export_id)

    class Killed(BaseException):
        pass

    def die(*_, **__):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(store, "update_ready", die)
        with pytest.raises(Killed):
            assemble()
    at_once = assemble()
    later = assemble(datetime.now(UTC) + timedelta(minutes=11))

    assert (at_once, later) == (False, True)
    assert "data.json" in unpack(export_id)
    assert [event["type"] for event in events_about(member)].count("reminder.due.v1") == 1


def test_a_copy_goes_when_its_time_is_over_and_another_may_be_asked_for(
    make_member, ask, part, assemble, pool, bucket, rows
):
    member = make_member()
    export_id = ask(member).json["export_id"]
    part(member, export_id)
    assemble()

    assembler.clear_expired(pool, shelf.shelf(), datetime.now(UTC) + timedelta(days=6))
    before = bucket.list_objects_v2(Bucket=BUCKET)["KeyCount"]
    assembler.clear_expired(pool, shelf.shelf(), datetime.now(UTC) + timedelta(days=8))

    assert before == 1
    assert bucket.list_objects_v2(Bucket=BUCKET)["KeyCount"] == 0
    assert rows("privacy.exports", user_id=member) == []
    assert ask(member).status_code == 202


def test_the_assembler_outlives_a_bucket_that_does_not_answer(
    make_member, ask, part, pool, rows, monkeypatch
):
    member = make_member()
    export_id = ask(member).json["export_id"]
    part(member, export_id)
    monkeypatch.setattr(assembler, "LOOK_EVERY", 0.01)
    monkeypatch.setattr(assembler.rules, "TRY_AGAIN", timedelta(0))
    stop, done, tries = threading.Event(), threading.Event(), []
    put = shelf.shelf().put

    class Moody:
        def __getattr__(self, name):
            return getattr(shelf.shelf(), name)

        def put(self, *arguments):
            tries.append(arguments)
            if len(tries) == 1:
                raise OSError("the bucket is away")
            put(*arguments)
            done.set()

    thread = threading.Thread(target=assembler.run, args=(pool, Moody(), stop))
    thread.start()
    made = done.wait(20)
    stop.set()
    thread.join(20)

    assert made
    assert len(tries) == 2
    assert rows("privacy.exports", user_id=member)[0]["ready_at"] is not None
