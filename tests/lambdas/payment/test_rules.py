"""What a subscription unlocks, and until when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from lambdas.payment.rules import GRACE, Payment, Price, Subscription, judge, must_end

START = datetime(2027, 1, 1, tzinfo=UTC)
END = datetime(2027, 2, 1, tzinfo=UTC)
PRICE = Price("coaching_monthly_usd_1", "coaching_monthly", "USD", 2_900, "month", "price_1")
SUBSCRIPTION = Subscription(
    subscription_id="sub_1",
    status="active",
    livemode=False,
    items=1,
    price_id="price_1",
    unit_amount=2_900,
    currency="USD",
    recurs="month",
    quantity=1,
    current_period_end=END,
    cancel_at_period_end=False,
)
PAYMENT = Payment("in_1", "sub_1", 2_900, "USD", 0, None, START, END, START)


def verdict(payments=(PAYMENT,), price=PRICE, **changes):
    return judge(replace(SUBSCRIPTION, **changes), payments, price, livemode=False)


@pytest.mark.parametrize(
    ("changes", "valid_until"),
    [
        pytest.param({"status": "active"}, END + GRACE, id="active"),
        pytest.param({"status": "past_due"}, END + GRACE, id="late: the grace of a week"),
        pytest.param({"cancel_at_period_end": True}, END, id="to end: what is paid for"),
        pytest.param({"status": "canceled"}, None, id="ended"),
        pytest.param({"status": "unpaid"}, None, id="given up"),
        pytest.param({"status": "incomplete"}, None, id="never begun"),
        pytest.param({"status": "incomplete_expired"}, None, id="never begun in time"),
        pytest.param({"status": "paused"}, None, id="paused"),
        pytest.param({"status": "trialing"}, None, id="a trial we do not sell"),
        pytest.param({"status": "of tomorrow"}, None, id="a status we do not know"),
    ],
)
def test_what_is_paid_for_is_unlocked_while_the_subscription_lives(changes, valid_until):
    judgement = verdict(**changes)

    assert (judgement.valid_until, judgement.faults) == (valid_until, ())


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        pytest.param({"livemode": True}, "livemode", id="money of the other mode"),
        pytest.param({"price": None}, "plan", id="a price that is not ours"),
        pytest.param({"items": 2}, "plan", id="something else with it"),
        pytest.param({"recurs": "year"}, "plan", id="another period"),
        pytest.param({"recurs": None}, "plan", id="no period"),
        pytest.param({"unit_amount": 1}, "amount", id="another amount"),
        pytest.param({"unit_amount": None}, "amount", id="no amount"),
        pytest.param({"currency": "VND"}, "currency", id="another currency"),
        pytest.param({"quantity": 2}, "quantity", id="two of it"),
        pytest.param({"quantity": None}, "quantity", id="none of it"),
        pytest.param({"payments": ()}, "unpaid", id="not paid"),
        pytest.param({"payments": (), "status": "past_due"}, "unpaid", id="late and never paid"),
        pytest.param(
            {"payments": (replace(PAYMENT, amount_minor=1),)}, "payment", id="paid too little"
        ),
        pytest.param(
            {"payments": (replace(PAYMENT, amount_minor=0),)}, "payment", id="paid nothing"
        ),
        pytest.param(
            {"payments": (replace(PAYMENT, currency="JPY"),)}, "payment", id="paid in other money"
        ),
    ],
)
def test_what_does_not_fit_unlocks_nothing_and_is_named(changes, fault):
    judgement = verdict(**changes)

    assert judgement.valid_until is None
    assert fault in judgement.faults


@pytest.mark.parametrize(
    ("changes", "counts"),
    [
        pytest.param({"refunded_minor": 2_900}, False, id="refunded in full"),
        pytest.param({"refunded_minor": 2_899}, True, id="refunded in part"),
        pytest.param({"dispute": "needs_response"}, False, id="disputed"),
        pytest.param({"dispute": "under_review"}, False, id="at the bank"),
        pytest.param({"dispute": "lost"}, False, id="dispute lost"),
        pytest.param({"dispute": "won"}, True, id="dispute won"),
        pytest.param({"dispute": "warning_needs_response"}, True, id="only an inquiry"),
    ],
)
def test_money_that_went_back_unlocks_nothing(changes, counts):
    judgement = verdict(payments=(replace(PAYMENT, **changes),))

    assert (judgement.valid_until is not None, judgement.faults) == (counts, ())


def test_a_refund_of_one_period_leaves_the_others():
    later = replace(
        PAYMENT, invoice_id="in_2", period_start=END, period_end=END + timedelta(days=28)
    )

    undone = verdict(payments=(PAYMENT, replace(later, refunded_minor=2_900)))
    kept = verdict(payments=(replace(PAYMENT, refunded_minor=2_900), later))

    assert (undone.paid_until, kept.paid_until) == (END, later.period_end)


def test_a_renewal_that_is_not_charged_yet_changes_nothing():
    judgement = verdict(current_period_end=END + timedelta(days=28))

    assert judgement.valid_until == END + GRACE


@pytest.mark.parametrize(
    ("currency", "amount"),
    [pytest.param("JPY", 4_300, id="no decimals"), pytest.param("KWD", 9_000, id="three")],
)
def test_amounts_are_whole_numbers_of_the_smallest_unit(currency, amount):
    price = replace(PRICE, currency=currency, amount_minor=amount)
    exact = replace(PAYMENT, currency=currency, amount_minor=amount)

    def unlocked(payment):
        judgement = verdict((payment,), price, currency=currency, unit_amount=amount)
        return judgement.valid_until is not None

    assert unlocked(exact)
    assert not unlocked(replace(exact, amount_minor=amount * 100))
    assert not unlocked(replace(exact, amount_minor=amount // 10))


@pytest.mark.parametrize(
    ("status", "dispute", "ends"),
    [
        ("active", "lost", True),
        ("past_due", "lost", True),
        ("canceled", "lost", False),
        ("active", "won", False),
        ("active", None, False),
    ],
)
def test_a_lost_dispute_ends_the_charging(status, dispute, ends):
    subscription = replace(SUBSCRIPTION, status=status)

    assert must_end(subscription, [replace(PAYMENT, dispute=dispute)]) is ends
