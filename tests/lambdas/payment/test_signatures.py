"""Only Stripe can tell us something, and only now."""

import hashlib
import hmac

import pytest

from lambdas.payment.signatures import TOLERANCE, check
from shared.models.problem import Malformed

SECRET = "whsec_tests"
NOW = 1_800_000_000
RAW = b'{"id": "evt_1", "amount": 2900}'


def v1(raw=RAW, secret=SECRET, at=NOW):
    return hmac.new(secret.encode(), f"{at}.".encode() + raw, hashlib.sha256).hexdigest()


GOOD = v1()


@pytest.mark.parametrize(
    "header",
    [
        pytest.param(f"t={NOW},v1={GOOD}", id="as Stripe sends it"),
        pytest.param(f"t={NOW}, v1={GOOD}", id="with a space"),
        pytest.param(f"t={NOW},v1={'0' * 64},v1={GOOD}", id="any of several, while rolling"),
        pytest.param(f"t={NOW},v0={'0' * 64},v1={GOOD}", id="beside an older scheme"),
        pytest.param(f"v1={GOOD},t={NOW}", id="in another order"),
    ],
)
def test_a_good_signature_passes(header):
    check(RAW, header, SECRET, now=NOW)


@pytest.mark.parametrize("seconds", [-TOLERANCE, 0, TOLERANCE])
def test_the_clocks_may_differ_by_five_minutes(seconds):
    check(RAW, f"t={NOW},v1={GOOD}", SECRET, now=NOW + seconds)


OLD, FUTURE = NOW - TOLERANCE - 1, NOW + TOLERANCE + 1


@pytest.mark.parametrize(
    ("raw", "header"),
    [
        pytest.param(RAW, "", id="none at all"),
        pytest.param(RAW, "nonsense", id="nonsense"),
        pytest.param(RAW, f"v1={GOOD}", id="no time"),
        pytest.param(RAW, f"t={NOW}", id="no signature"),
        pytest.param(RAW, f"t=,v1={GOOD}", id="empty time"),
        pytest.param(RAW, f"t=now,v1={GOOD}", id="time in words"),
        pytest.param(RAW, f"t=-{NOW},v1={GOOD}", id="negative time"),
        pytest.param(RAW, f"t={NOW},t={NOW},v1={GOOD}", id="two times"),
        pytest.param(RAW, f"t={NOW},v1=", id="empty signature"),
        pytest.param(RAW, f"t={NOW},v1={GOOD[:-1]}", id="cut short"),
        pytest.param(RAW, f"t={NOW},v1={GOOD.upper()}", id="in capitals"),
        pytest.param(RAW, f"t={NOW},v0={GOOD}", id="only the test scheme"),
        pytest.param(RAW, f"t={NOW},v1={v1(secret='whsec_other')}", id="another secret"),
        pytest.param(RAW, f"t={NOW + 1},v1={GOOD}", id="another time than was signed"),
        pytest.param(RAW, f"t={OLD},v1={v1(at=OLD)}", id="too old"),
        pytest.param(RAW, f"t={FUTURE},v1={v1(at=FUTURE)}", id="too far in the future"),
        pytest.param(RAW, f"t={NOW},v1=é{GOOD}", id="not ASCII"),
        pytest.param(RAW.replace(b"2900", b"1"), f"t={NOW},v1={GOOD}", id="a changed body"),
        pytest.param(RAW.replace(b" ", b""), f"t={NOW},v1={GOOD}", id="a body written anew"),
    ],
)
def test_a_bad_signature_is_refused(raw, header):
    with pytest.raises(Malformed) as refusal:
        check(raw, header, SECRET, now=NOW)

    assert (refusal.value.status, refusal.value.code) == (400, "bad_signature")
