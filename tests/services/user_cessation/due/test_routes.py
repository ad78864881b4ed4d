"""What is due, from what is stored."""

import uuid
from datetime import UTC, datetime, timedelta


def answer(api, member, instrument, **answers):
    body = {"client_id": str(uuid.uuid4()), "instrument": instrument, "answers": answers}
    assert api(member, "POST", "/assessments", body).status_code == 201


def due_now(api, member):
    items = api(member, "GET", "/assessments/due").json["items"]
    return {each["instrument"]: each["because"] for each in items if each["is_due"]}


def test_answering_puts_a_form_off(api, make_member):
    member = make_member(quit_at=datetime.now(UTC) + timedelta(days=3))
    before = due_now(api, member)

    answer(api, member, "HSI", minutes_to_first=5, cigarettes_per_day=20)
    answer(api, member, "CONFIDENCE", confidence=6)

    assert before == {
        "HSI": "first",
        "CONFIDENCE": "first",
        "IMPORTANCE": "first",
        "MTWS": "baseline",
    }
    assert due_now(api, member) == {"IMPORTANCE": "first", "MTWS": "baseline"}


def test_a_slip_without_a_rating_asks_for_both_and_one_with_it_for_the_other(api, make_member):
    member = make_member(quit_at=datetime.now(UTC) - timedelta(days=60))
    answer(api, member, "CONFIDENCE", confidence=6)
    answer(api, member, "IMPORTANCE", importance=9)
    answer(api, member, "HSI", minutes_to_first=5, cigarettes_per_day=20)
    slip = {"smoked_at": datetime.now(UTC).isoformat(), "cigarettes": 1}

    api(member, "POST", "/slips", slip | {"client_id": str(uuid.uuid4())})
    first = due_now(api, member)
    rated = slip | {"client_id": str(uuid.uuid4()), "confidence": 5}
    api(member, "POST", "/slips", rated)

    assert first == {"CONFIDENCE": "after_slip", "IMPORTANCE": "after_slip"}
    assert due_now(api, member) == {"IMPORTANCE": "after_slip"}


def test_who_says_not_yet_is_left_in_peace(api, make_member):
    member = make_member()

    api(member, "POST", "/readiness", {"client_id": str(uuid.uuid4()), "ready": False})

    assert api(member, "GET", "/assessments/due").json == {"items": []}
