"""The journal: written once, changed by who read it, and nobody else's unless it is shared."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from services.user_cessation.journal.rules import MOST_A_DAY


def entry(**changes):
    return {"client_id": str(uuid.uuid4()), "text": "Cả ngày không thèm. 🌊", **changes}


def in_a_day():
    return (datetime.now(UTC) + timedelta(days=1)).isoformat()


@pytest.fixture
def write(api):
    """Write an entry; return it as stored."""

    def post(member, **changes):
        reply = api(member, "POST", "/journal", entry(**changes))
        assert reply.status_code == 201
        return reply.json

    return post


def test_an_entry_is_kept_word_for_word_and_for_oneself(api, make_member):
    reply = api(make_member(), "POST", "/journal", entry(mood=9))

    assert (reply.status_code, reply.headers["ETag"]) == (201, '"1"')
    assert (reply.json["text"], reply.json["mood"]) == ("Cả ngày không thèm. 🌊", 9)
    assert reply.json["shared"] is False


def test_a_repeated_entry_is_the_first_one(api, make_member, rows, at_once):
    member, body = make_member(), entry()

    replies = at_once([lambda: api(member, "POST", "/journal", body)] * 6)
    later = api(member, "POST", "/journal", {**body, "text": "other"})

    assert sorted(reply.status_code for reply in replies) == [200] * 5 + [201]
    assert later.json == replies[0].json
    assert len(rows("cessation.journal_entries", user_id=member)) == 1


def test_of_two_devices_that_edit_at_once_one_is_told_so(api, make_member, write, at_once):
    member = make_member()
    entry_id = write(member)["entry_id"]

    def edit(text):
        return lambda: api(member, "PUT", f"/journal/{entry_id}", {"text": text}, If_Match='"1"')

    replies = at_once([edit("one"), edit("two")])

    assert sorted(reply.status_code for reply in replies) == [200, 412]
    [kept] = [reply.json for reply in replies if reply.status_code == 200]
    assert api(member, "GET", f"/journal/{entry_id}").json == kept
    assert (kept["version"], kept["changed_at"] is None) == (2, False)


@pytest.mark.parametrize("text", ["a" * 5000, "🌊" * 5000], ids=["letters", "code points"])
def test_five_thousand_characters_fit(api, make_member, text):
    assert api(make_member(), "POST", "/journal", entry(text=text)).json["text"] == text


@pytest.mark.parametrize(
    "change",
    [
        *({"text": wrong} for wrong in ("", " \n", "a" * 5001, "\x00", None, 5)),
        *({"mood": wrong} for wrong in (11, -1, "9", True)),
        pytest.param({"written_at": in_a_day()}, id="yet to come"),
        {"written_at": "1899-12-31T00:00:00Z"},
        {"shared": "yes"},
        {"version": 7},
    ],
    ids=lambda change: str(change)[:40],
)
def test_an_entry_that_makes_no_sense_is_refused(api, make_member, rows, change):
    member = make_member()

    reply = api(member, "POST", "/journal", entry(**change))

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
    assert rows("cessation.journal_entries", user_id=member) == []


def test_a_day_has_room_for_more_than_anybody_writes(api, make_member, database, rows):
    member = make_member()
    database.execute(
        """
        INSERT INTO cessation.journal_entries (entry_id, user_id, client_id, written_at, text)
        SELECT gen_random_uuid(), %s, gen_random_uuid(), now(), 'x'
          FROM generate_series(1, %s)
        """,
        (member, MOST_A_DAY),
    )

    full = api(member, "POST", "/journal", entry())
    other_day = entry(written_at=(datetime.now(UTC) - timedelta(days=2)).isoformat())

    assert (full.status_code, full.json["code"]) == (409, "journal_full")
    assert api(member, "POST", "/journal", other_day).status_code == 201


def test_a_coach_reads_what_was_shared_and_only_while_they_coach(
    api, make_member, make_coach, write, set_consent, rows
):
    coach, stranger = make_coach(), make_coach()
    member = make_member(coach=coach)
    write(member)
    shared = write(member, shared=True)
    path = f"/coaching/members/{member}/journal"

    seen = api(coach, "GET", path)
    unseen = api(stranger, "GET", path)
    set_consent(member, False)
    withdrawn = api(coach, "GET", path)

    assert [each["entry_id"] for each in seen.json["items"]] == [shared["entry_id"]]
    assert (unseen.status_code, withdrawn.status_code) == (404, 404)
    looks = rows("account.audit_log", subject_id=member, action="journal.read")
    assert [look["actor_id"] for look in looks] == [coach]


def test_somebody_elses_entry_is_not_there(api, make_member, write, rows):
    owner, other = make_member(), make_member()
    path = f"/journal/{write(owner)['entry_id']}"

    replies = [
        api(other, "GET", path),
        api(other, "PUT", path, {"text": "mine"}),
        api(other, "DELETE", path),
    ]

    assert [reply.status_code for reply in replies] == [404] * 3
    [kept] = rows("cessation.journal_entries", user_id=owner)
    assert kept["version"] == 1


def test_what_is_deleted_is_gone(api, make_member, write):
    member = make_member()
    path = f"/journal/{write(member)['entry_id']}"

    assert [api(member, "DELETE", path).status_code for _ in range(2)] == [204, 404]
    assert api(member, "GET", "/journal").json["items"] == []


def test_the_list_is_read_page_by_page_latest_first(api, make_member, write):
    member = make_member()
    for days in (3, 400, 5, 1):
        write(member, written_at=(datetime.now(UTC) - timedelta(days=days)).isoformat())

    seen, cursor = [], ""
    while cursor is not None:
        page = api(member, "GET", f"/journal?limit=3{cursor and '&after=' + cursor}").json
        seen += page["items"]
        cursor = page["next"]

    times = [each["written_at"] for each in seen]
    assert times == sorted(times, reverse=True)
    assert len(times) == 4
