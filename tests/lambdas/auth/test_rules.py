"""Who may register, what is guessed first, and what a refresh token is worth."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from lambdas.auth import password_policy, rules
from lambdas.auth.rules import GRACE, Session, Worth, worth_of
from shared.models.ids import UserId
from shared.models.problem import Invalid

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("birth_date", "age"),
    [
        pytest.param(date(2008, 3, 1), 18, id="the birthday itself"),
        pytest.param(date(2008, 3, 2), 17, id="the day before"),
        pytest.param(date(2008, 2, 29), 18, id="born on a leap day"),
        pytest.param(date(2013, 3, 1), 13, id="thirteen, where that is enough"),
        pytest.param(date(1926, 3, 1), 100, id="a century"),
        pytest.param(date(2027, 1, 1), -1, id="not born yet"),
    ],
)
def test_age_is_whole_years_lived(birth_date, age):
    assert rules.age_on(NOW.date(), birth_date) == age


def test_someone_born_on_a_leap_day_waits_for_march_in_other_years():
    assert rules.age_on(date(2026, 2, 28), date(2008, 2, 29)) == 17


@pytest.mark.parametrize(
    "password",
    [
        "password12",
        "PASSWORD1234",
        "p@ssw0rd2024",
        "1234567890",
        "0987654321",
        "123456789a",
        "qwertyuiop",
        "q1w2e3r4t5",
        "1029384756",
        "1qaz2wsx3edc",
        "aaaaaaaaaaaa",
        "abcabcabcabc",
        "iloveyou2024",
        "manchester1",
        "football123",
        "unlit-unlit!",
        "QuitSmoking2026",
        "smoke-free-unlit",
        "Un1it2026!!",
        "mai1234567",
        "member@work",
    ],
)
def test_what_attackers_try_first_is_refused(password):
    with pytest.raises(Invalid) as refusal:
        password_policy.check(
            password, "password", email="member@people.example", display_name="Mai 1234"
        )

    assert refusal.value.extra["errors"][0]["field"] == "password"


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "          spaced",
        "lowercaseonlyxvt",
        "78230915664403",
        "mưa rơi trên phố cổ",
        "🌧🌧🐎🔋📎🚲🪁🧵🧶🪡",
        "Ab" * 3 + "k7Zq-wdR" * 31,
    ],
    ids=lambda password: password[:12],
)
def test_any_long_and_unusual_password_is_taken(password):
    password_policy.check(password, "password", email="member@people.example", display_name="Mai")


def test_a_short_name_is_no_reason_to_refuse():
    password_policy.check("banal plinth uncle", "password", email="al@a.example", display_name="An")


@pytest.fixture
def make_session():
    def make(**changes):
        return Session(
            **{
                "session_id": uuid.uuid4(),
                "user_id": UserId(uuid.uuid4()),
                "origin_jti": "sign-in",
                "token_sha256": b"current",
                "former_sha256": b"former",
                "rotated_at": NOW,
                "expires_at": NOW + timedelta(days=1),
                "revoked_at": None,
                "display_name": "Mai",
                "role": "member",
                "status": "active",
                **changes,
            }
        )

    return make


@pytest.mark.parametrize(
    ("digest", "later", "changes", "worth"),
    [
        pytest.param(b"current", 0, {}, Worth.CURRENT, id="current"),
        pytest.param(b"former", 10, {}, Worth.FORMER, id="former at the end of its grace"),
        pytest.param(b"former", 10.001, {}, Worth.STOLEN, id="former after its grace"),
        pytest.param(b"older", 0, {}, Worth.STOLEN, id="never seen or long replaced"),
        pytest.param(
            b"former", 0, {"former_sha256": None, "rotated_at": None}, Worth.STOLEN, id="no former"
        ),
        pytest.param(b"current", 0, {"revoked_at": NOW}, Worth.REVOKED, id="revoked"),
        pytest.param(b"older", 0, {"revoked_at": NOW}, Worth.REVOKED, id="revoked and old"),
        pytest.param(b"current", 86_400, {}, Worth.EXPIRED, id="expired"),
        pytest.param(b"current", 0, {"status": "disabled"}, Worth.DISABLED, id="disabled"),
        pytest.param(b"former", 1, {"status": "disabled"}, Worth.DISABLED, id="disabled, former"),
    ],
)
def test_a_refresh_token_is_worth(make_session, digest, later, changes, worth):
    assert timedelta(seconds=10) == GRACE

    assert worth_of(digest, make_session(**changes), NOW + timedelta(seconds=later)) is worth
