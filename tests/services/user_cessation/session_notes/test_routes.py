"""Two kinds of note: one both read, and one that is the coach's alone."""

import uuid
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

SUMMARY = {"text": "We set the date: Monday.", "covered": ["date", "withdrawal"]}
OWN = {"text": "Worried about the divorce. Go slowly."}


@pytest.fixture
def coach(make_coach):
    return make_coach()


@pytest.fixture
def member(make_member, coach):
    return make_member(coach=coach)


@pytest.fixture
def path(make_appointment, member, coach):
    meeting = make_appointment(
        member, coach, status="completed", starts_at=datetime.now(UTC) - timedelta(hours=2)
    )
    return f"/coaching/appointments/{meeting}/notes"


@pytest.fixture
def written(api, coach, path):
    for kind, body in (("shared", SUMMARY), ("private", OWN)):
        assert api(coach, "PUT", f"{path}/{kind}", body).status_code == 201


@pytest.fixture
def age(database):
    """Let a note have been written a while ago; only its table's owner can."""

    def make(by):
        database.execute("ALTER TABLE coaching.session_notes DISABLE TRIGGER closed_notes_stay")
        database.execute("UPDATE coaching.session_notes SET written_at = now() - %s", (by,))
        database.execute("ALTER TABLE coaching.session_notes ENABLE TRIGGER closed_notes_stay")

    return make


def kinds(reply):
    return [note["kind"] for note in reply.json["items"]]


def test_the_member_reads_the_summary_and_never_the_coachs_own_note(
    api, coach, member, path, written
):
    theirs, mine = api(coach, "GET", path), api(member, "GET", path)

    assert kinds(theirs) == ["shared", "private"]
    assert kinds(mine) == ["shared"]
    assert mine.json["items"][0]["covered"] == SUMMARY["covered"]
    assert "divorce" not in mine.text


def test_nobody_else_reads_either(api, path, written, make_coach, make_member, make_admin, coach):
    strangers = [
        make_coach(),
        make_member(coach=coach),
        make_member(role="moderator"),
        make_member(role="support"),
        make_admin(),
    ]

    assert {api(person, "GET", path).status_code for person in strangers} == {404}


def test_a_coach_who_was_left_reads_and_writes_no_more_and_the_next_never_did(
    api, coach, member, path, written, make_coach
):
    following = make_coach()
    api(member, "PUT", "/coaching/coach", {"coach_id": str(following)})

    for person in (coach, following):
        assert api(person, "GET", path).status_code == 404
        assert api(person, "PUT", f"{path}/private", OWN).status_code == 404
    assert kinds(api(member, "GET", path)) == ["shared"]


def test_every_look_of_the_coach_is_on_the_members_record(api, coach, member, path, written, rows):
    api(coach, "GET", path)
    api(member, "GET", path)

    actions = sorted(row["action"] for row in rows("account.audit_log", subject_id=member))
    assert actions == ["session_note.written", "session_note.written", "session_notes.read"]
    assert "divorce" not in str(rows("account.audit_log", subject_id=member))


def test_a_note_may_be_written_again_within_a_day(api, coach, path, written, age):
    age(timedelta(hours=23, minutes=59))

    again = api(coach, "PUT", f"{path}/shared", {"text": "Tuesday, in fact."})

    assert (again.status_code, again.json["text"]) == (200, "Tuesday, in fact.")
    assert again.json["version"] == 2


def test_after_a_day_a_note_is_closed_and_only_added_to(api, coach, member, path, written, age):
    age(timedelta(hours=24))
    addendum = {"client_id": str(uuid.uuid4()), "text": "It was Tuesday."}

    closed = api(coach, "PUT", f"{path}/shared", {"text": "Never happened."})
    added, again = (api(coach, "POST", f"{path}/shared/addenda", addendum) for _ in range(2))

    assert (closed.status_code, closed.json["code"]) == (409, "note_closed")
    assert (added.status_code, again.status_code) == (201, 200)
    [note] = api(member, "GET", path).json["items"]
    assert note["text"] == SUMMARY["text"]
    assert [each["text"] for each in note["addenda"]] == ["It was Tuesday."]


def test_the_database_itself_keeps_a_closed_note(database, path, written, age):
    age(timedelta(hours=25))

    with pytest.raises(psycopg.errors.RestrictViolation):
        database.execute("UPDATE coaching.session_notes SET text = 'x'")


def test_an_addendum_to_the_coachs_own_note_stays_theirs(api, coach, member, path, written):
    body = {"client_id": str(uuid.uuid4()), "text": "They reconciled."}

    api(coach, "POST", f"{path}/private/addenda", body)

    assert "reconciled" in api(coach, "GET", path).text
    assert "reconciled" not in api(member, "GET", path).text


def test_of_two_devices_the_later_is_told(api, coach, path, written):
    statuses = [
        api(coach, "PUT", f"{path}/shared", SUMMARY, If_Match=tag).status_code
        for tag in ('"1"', '"1"', '"2"')
    ]

    assert statuses == [200, 412, 200]


@pytest.mark.parametrize(
    "body",
    [
        {"text": ""},
        {"text": "x" * 8001},
        {"text": "\x00"},
        {"text": "Fine", "covered": ["gains"]},
        {"text": "Fine", "author_id": str(uuid.uuid4())},
    ],
    ids=["empty", "long", "NUL", "of another session", "extra"],
)
def test_notes_that_cannot_be(api, coach, path, body):
    assert api(coach, "PUT", f"{path}/shared", body).status_code == 422
    assert api(coach, "GET", path).json["items"] == []


def test_there_are_two_kinds_and_no_third(api, coach, path):
    assert api(coach, "PUT", f"{path}/secret", OWN).status_code == 422
    body = {"client_id": str(uuid.uuid4()), "text": "To nothing"}
    assert api(coach, "POST", f"{path}/shared/addenda", body).status_code == 404
