"""Admitting a slip: after quitting, this week, and once however often it is sent."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from services.user_cessation.slips import rules


def ago(**span):
    return datetime.now(UTC) - timedelta(**span)


def slip(**changes):
    body = {"client_id": str(uuid.uuid4()), "smoked_at": ago(hours=1), "cigarettes": 2, **changes}
    if isinstance(body["smoked_at"], datetime):
        body["smoked_at"] = body["smoked_at"].isoformat()
    return body


@pytest.fixture
def quitter(make_member):
    return make_member(quit_at=ago(days=30), time_zone="Asia/Ho_Chi_Minh")


def test_a_slip_is_stored_and_announced_and_ends_nothing(api, quitter, events_about):
    body = slip(trigger="beer", confidence=4, note="Chỉ một điếu")

    reply = api(quitter, "POST", "/slips", body, X_Request_Id="req-9")

    assert reply.status_code == 201
    assert reply.json["trigger"] == "beer"
    moment = datetime.fromisoformat(reply.json["smoked_at"])
    assert moment == datetime.fromisoformat(body["smoked_at"])
    assert reply.json["local_date"] == (moment + timedelta(hours=7)).date().isoformat()
    [event] = events_about(quitter)
    assert (event["type"], event["slip_id"]) == ("slip.recorded.v1", reply.json["slip_id"])
    assert (event["coach_id"], event["request_id"]) == (None, "req-9")
    assert not {"cigarettes", "note", "trigger"} & set(event)
    assert api(quitter, "GET", "/quit-plan").json["status"] == "quit"


def test_what_it_was_can_be_said_now_or_later(api, quitter, rows):
    silent = api(quitter, "POST", "/slips", slip()).json
    vape = api(quitter, "POST", "/slips", slip(product="vape")).json
    path = f"/slips/{silent['slip_id']}"

    corrected = api(quitter, "PUT", path, {"cigarettes": 2, "product": "pouch"}).json
    without_a_word = api(quitter, "PUT", path, {"cigarettes": 3}).json

    assert [each["product"] for each in (silent, vape, corrected, without_a_word)] == [
        *(None, "vape", "pouch", "pouch")
    ]
    assert api(quitter, "POST", "/slips", slip(product="cigar")).status_code == 422
    assert {row["product"] for row in rows("cessation.slips", user_id=quitter)} == {
        *("vape", "pouch")
    }


def test_a_repeated_slip_is_the_first_one_even_when_it_would_now_be_refused(
    api, quitter, rows, events_about, database
):
    body = slip(smoked_at=ago(days=6))
    first = api(quitter, "POST", "/slips", body)
    database.execute(
        "UPDATE cessation.quit_attempts SET ended_at = now() WHERE user_id = %s", (quitter,)
    )

    again = api(quitter, "POST", "/slips", {**body, "cigarettes": 9})

    assert (again.status_code, again.json) == (200, first.json)
    assert len(rows("cessation.slips", user_id=quitter)) == len(events_about(quitter)) == 1


def test_eight_at_once_with_one_client_id_are_one_slip(api, quitter, rows, events_about, at_once):
    body = slip()

    replies = at_once([lambda: api(quitter, "POST", "/slips", body)] * 8)

    assert sorted(reply.status_code for reply in replies) == [200] * 7 + [201]
    assert len({reply.json["slip_id"] for reply in replies}) == 1
    assert len(rows("cessation.slips", user_id=quitter)) == len(events_about(quitter)) == 1


@pytest.mark.parametrize(
    ("smoked", "quit_ago", "status"),
    [
        pytest.param(timedelta(minutes=4), timedelta(days=30), 201, id="a clock that runs ahead"),
        pytest.param(timedelta(minutes=6), timedelta(days=30), 422, id="the future"),
        pytest.param(timedelta(days=-6.9), timedelta(days=30), 201, id="this week"),
        pytest.param(timedelta(days=-7.1), timedelta(days=30), 422, id="last week"),
        pytest.param(timedelta(days=-2), timedelta(days=1), 422, id="before the quit date"),
        pytest.param(timedelta(0), timedelta(days=-5), 422, id="before a date to come"),
    ],
)
def test_when_a_slip_may_have_been(api, make_member, rows, smoked, quit_ago, status):
    now = datetime.now(UTC)
    member = make_member(quit_at=now - quit_ago)

    reply = api(member, "POST", "/slips", slip(smoked_at=now + smoked))

    assert reply.status_code == status
    assert len(rows("cessation.slips", user_id=member)) == (status == 201)


def test_without_a_quit_date_there_is_no_slip(api, make_member, make_person):
    for person in (make_member(), make_person()):
        reply = api(person, "POST", "/slips", slip())

        assert (reply.status_code, reply.json["code"]) == (409, "no_quit_date")


@pytest.mark.parametrize(
    "change",
    [
        *(
            pytest.param({"cigarettes": wrong}, id=f"cigarettes {wrong!r}")
            for wrong in (0, -1, 201, 2**31, 2**53 + 1, 1e30, 1.0, "1", True, None)
        ),
        *(
            pytest.param({"confidence": wrong}, id=f"confidence {wrong!r}")
            for wrong in (-1, 11, True, "5")
        ),
        *(
            pytest.param({"smoked_at": wrong}, id=f"smoked_at {wrong!r}")
            for wrong in (None, 1767225600, "yesterday", "2026-01-01T00:00:00")
        ),
        pytest.param({"trigger": "a" * 81}, id="trigger too long"),
        pytest.param({"trigger": "\x00"}, id="NUL"),
        pytest.param({"note": "a" * 1001}, id="note too long"),
        pytest.param({"attempt_id": str(uuid.uuid4())}, id="another attempt"),
    ],
)
def test_a_slip_that_makes_no_sense_is_refused(api, quitter, rows, events_about, change):
    reply = api(quitter, "POST", "/slips", slip(**change))

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
    assert rows("cessation.slips", user_id=quitter) == events_about(quitter) == []


def test_the_list_is_read_page_by_page_latest_first_even_at_one_moment(api, quitter):
    moment = ago(days=1)
    for smoked_at in (moment, ago(hours=1), moment, ago(days=3), moment):
        api(quitter, "POST", "/slips", slip(smoked_at=smoked_at))
    everything = api(quitter, "GET", "/slips").json["items"]

    seen, cursor = [], ""
    while cursor is not None:
        page = api(quitter, "GET", f"/slips?limit=2{cursor and '&after=' + cursor}").json
        seen += page["items"]
        cursor = page["next"]

    assert seen == everything
    assert len(seen) == 5
    times = [each["smoked_at"] for each in seen]
    assert times == sorted(times, reverse=True)


@pytest.mark.parametrize(
    "after",
    [
        "x",
        "%00",
        "é",
        "MjAyNi0wMS0wMQ",
        # "0001-01-01T00:00:00+23:59 00000000-0000-0000-0000-000000000000"
        "MDAwMS0wMS0wMVQwMDowMDowMCsyMzo1OSAwMDAwMDAwMC0wMDAwLTAwMDAtMDAwMC0wMDAwMDAwMDAwMDA",
    ],
)
def test_a_cursor_we_did_not_make_is_refused(api, quitter, after):
    reply = api(quitter, "GET", f"/slips?after={after}")

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")


@pytest.mark.parametrize(
    ("confidence", "before", "offered"),
    [
        pytest.param(None, 9, False, id="not asked"),
        pytest.param(5, None, False, id="5, nothing known before"),
        pytest.param(4, None, True, id="4 is low"),
        pytest.param(4, 2, True, id="4 is low even when it rose"),
        pytest.param(8, 10, True, id="fell by 2"),
        pytest.param(9, 10, False, id="fell by 1"),
        pytest.param(5, 5, False, id="as it was"),
        pytest.param(0, 0, True, id="none at all"),
    ],
)
def test_help_is_offered_when_confidence_fell_by_2_or_is_at_most_4(confidence, before, offered):
    offers = ["coach", "cohort", "nrt_information"] if offered else []

    assert rules.offers(confidence, before) == offers


def test_confidence_is_compared_with_what_was_last_said_of_it(api, quitter):
    asked = {
        "client_id": str(uuid.uuid4()),
        "instrument": "CONFIDENCE",
        "answers": {"confidence": 9},
    }
    api(quitter, "POST", "/assessments", asked)

    fell = api(quitter, "POST", "/slips", slip(confidence=7))
    stayed = api(quitter, "POST", "/slips", slip(confidence=7))
    listed = api(quitter, "GET", "/slips").json["items"]

    assert (fell.json["offer"], stayed.json["offer"]) == ("coach", None)
    assert {each["slip_id"]: each["offer"] for each in listed} == {
        fell.json["slip_id"]: "coach",
        stayed.json["slip_id"]: None,
    }


def test_a_repeated_slip_offers_the_same_again(api, quitter):
    api(quitter, "POST", "/slips", slip(confidence=9))
    body = slip(confidence=6)

    first = api(quitter, "POST", "/slips", body)
    again = api(quitter, "POST", "/slips", body)

    assert (first.json["offer"], again.json) == ("coach", first.json)


def test_after_a_slip_the_next_check_in_is_due_within_a_day(api, quitter):
    reply = api(quitter, "POST", "/slips", slip(confidence=3)).json

    assert reply["offers"] == ["coach", "cohort", "nrt_information"]
    due = datetime.fromisoformat(reply["check_in_by"])
    assert due - datetime.fromisoformat(reply["recorded_at"]) == timedelta(days=1)


def test_a_slip_is_corrected_and_the_numbers_follow(api, make_member):
    member = make_member(
        quit_at=datetime.now(UTC) - timedelta(days=10), units_per_day="20", price=1000
    )
    craving = {"client_id": str(uuid.uuid4()), "intensity": 8, "smoked": True, "cigarettes": 5}
    slip_id = api(member, "POST", "/cravings", craving).json["slip_id"]
    correction = {"cigarettes": 1, "trigger": "beer", "confidence": 4, "note": None}

    reply = api(member, "PUT", f"/slips/{slip_id}", correction, If_Match='"1"')

    assert (reply.status_code, reply.headers["ETag"]) == (200, '"2"')
    assert reply.json == reply.json | correction | {"version": 2, "offer": "coach"}
    money = api(member, "GET", "/progress").json["money"]
    assert money["spent_on_slips"]["amount_minor"] == 50
    [logged] = api(member, "GET", "/cravings").json["items"]
    assert (logged["cigarettes"], logged["trigger"]) == (1, "beer")


def test_of_two_devices_that_correct_at_once_one_is_told_so(api, quitter, at_once):
    slip_id = api(quitter, "POST", "/slips", slip()).json["slip_id"]

    def correct(cigarettes):
        return lambda: api(
            quitter, "PUT", f"/slips/{slip_id}", {"cigarettes": cigarettes}, If_Match='"1"'
        )

    replies = at_once([correct(2), correct(3)])

    assert sorted(reply.status_code for reply in replies) == [200, 412]


def test_a_slip_told_by_mistake_is_undone_for_good(api, quitter, rows):
    craving = {"client_id": str(uuid.uuid4()), "intensity": 8, "smoked": True, "cigarettes": 5}
    slip_id = api(quitter, "POST", "/cravings", craving).json["slip_id"]

    reply = api(quitter, "DELETE", f"/slips/{slip_id}")

    assert reply.status_code == 204
    progress = api(quitter, "GET", "/progress").json
    assert (progress["slips_total"], progress["urges_passed"]) == (0, 1)
    assert progress["streak"]["current_days"] == progress["streak"]["best_days"]
    [logged] = rows("cessation.cravings", user_id=quitter)
    assert (logged["smoked"], logged["cigarettes"], logged["slip_id"]) == (False, 0, None)
    late = api(quitter, "POST", "/slips", slip(client_id=craving["client_id"]))
    assert (late.status_code, late.json["code"]) == (409, "undone")
    assert api(quitter, "DELETE", f"/slips/{slip_id}").status_code == 404


def test_what_was_told_more_than_a_day_ago_is_history(api, quitter, database, rows):
    slip_id = api(quitter, "POST", "/slips", slip()).json["slip_id"]
    database.execute(
        "UPDATE cessation.slips SET recorded_at = recorded_at - interval '25 hours'"
        " WHERE slip_id = %s",
        (slip_id,),
    )

    reply = api(quitter, "DELETE", f"/slips/{slip_id}")

    assert (reply.status_code, reply.json["code"]) == (409, "too_late")
    assert len(rows("cessation.slips", user_id=quitter)) == 1
