"""Seats an organisation pays for."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from lambdas.payment import issuing, vouchers
from shared.models.problem import Problem


@pytest.fixture
def issue(database):
    def issue(**changes):
        return issuing.issue(
            database,
            **{
                "organisation": "Bệnh viện Chợ Rẫy",
                "plan_id": "coaching_monthly",
                "days": 90,
                "seats": 2,
                "until": datetime.now(UTC) + timedelta(days=30),
                **changes,
            },
        )

    return issue


@pytest.fixture
def redeem(call, member):
    def redeem(code, who=member):
        return call("POST", "/billing/vouchers/redeem", {"code": code}, **who.headers)

    return redeem


def test_a_code_gives_a_seat_for_its_days(issue, redeem, announced, member):
    reply = redeem(issue())

    seat = reply.json["membership"]
    left = datetime.fromisoformat(seat["valid_until"]) - datetime.now(UTC)
    assert (reply.status, seat["plan_id"], seat["source"]) == (200, "coaching_monthly", "voucher")
    assert timedelta(days=89) < left <= timedelta(days=90)
    assert [event["source"] for event in announced(member)] == ["voucher"]


@pytest.mark.parametrize(
    "typed",
    [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code.replace('-', ' ')} "],
    ids=["small letters", "without dashes", "with spaces"],
)
def test_a_code_may_be_typed_as_people_type(issue, redeem, typed):
    assert redeem(typed(issue())).status == 200


def test_redeeming_twice_takes_one_seat_and_adds_no_days(
    issue, redeem, make_member, announced, member
):
    code = issue()

    first, second = redeem(code), redeem(code)

    assert first == second
    assert len(announced(member)) == 1
    assert redeem(code, make_member()).status == 200


def test_there_are_as_many_seats_as_were_paid_for(payment, issue, make_member, announced):
    code = issue(seats=3)
    people = [make_member() for _ in range(8)]

    def sit(person):
        try:
            vouchers.redeem(payment, person.user_id, code, datetime.now(UTC), "r")
        except Problem as problem:
            return problem.code
        return "seated"

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(sit, people))

    assert (outcomes.count("seated"), outcomes.count("voucher_used_up")) == (3, 5)
    assert sum(len(announced(person)) for person in people) == 3


@pytest.mark.parametrize("which", ["unknown", "expired"])
def test_an_unknown_code_and_an_expired_one_look_the_same(issue, redeem, which):
    past = datetime.now(UTC) - timedelta(seconds=1)
    code = issue(until=past) if which == "expired" else "AAAA-BBBB-CCCC-DDDD"

    assert redeem(code).code == (404, "voucher_unknown")


def test_the_longer_of_two_entitlements_counts(issue, redeem, subscribe, billing):
    subscribe()

    redeem(issue(days=365))

    seen = billing()
    assert seen["membership"]["source"] == "voucher"
    assert seen["subscription"]["status"] == "active"
