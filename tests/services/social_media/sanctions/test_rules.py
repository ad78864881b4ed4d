"""The ladder: what follows from what, for how long, and who may say so."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from services.social_media.moderation.models import Reason
from services.social_media.sanctions import rules
from services.social_media.sanctions.models import Sanction, SanctionKind
from shared.auth.roles import Role
from shared.models.problem import Conflict, Forbidden

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
WARN, MUTE, SUSPEND, BAN = SanctionKind
DAY = timedelta(days=1)


def sanction(rung, *, ago=timedelta(days=1), **changes):
    """A sanction of that rung, imposed so long ago."""
    at = NOW - ago
    made = Sanction(
        uuid4(), uuid4(), rules.LADDER[rung].kind, Reason.SPAM, uuid4(), uuid4(), at,
        rules.ends_at(rung, at),
    )  # fmt: skip
    return replace(made, **changes)


@pytest.mark.parametrize(
    ("history", "reason", "kind", "lasts"),
    [
        pytest.param([], Reason.SPAM, WARN, None, id="a word at first"),
        pytest.param([0], Reason.SPAM, MUTE, DAY, id="a day after a word"),
        pytest.param([0, 1], Reason.SPAM, MUTE, 7 * DAY, id="a week after a day"),
        pytest.param([2], Reason.SPAM, SUSPEND, 7 * DAY, id="outside after a week's silence"),
        pytest.param([3], Reason.SPAM, SUSPEND, 30 * DAY, id="longer outside"),
        pytest.param([4], Reason.SPAM, BAN, None, id="for good"),
        pytest.param([5], Reason.SPAM, BAN, None, id="there is nothing above"),
        pytest.param([], Reason.HATE, MUTE, 7 * DAY, id="hate begins higher"),
        pytest.param([], Reason.SELLING_TOBACCO, MUTE, DAY, id="so does selling"),
        pytest.param([4], Reason.SELLING_TOBACCO, BAN, None, id="the highest counts"),
    ],
)
def test_each_step_is_one_above_the_highest_so_far(history, reason, kind, lasts):
    past = [sanction(rung) for rung in history]

    rung = rules.LADDER[rules.usual(past, reason, NOW)]

    assert (rung.kind, rung.lasts) == (kind, lasts)


@pytest.mark.parametrize(
    ("past", "counts"),
    [
        pytest.param(sanction(0, ago=timedelta(days=179)), True, id="a recent word"),
        pytest.param(sanction(0, ago=timedelta(days=180)), False, id="an old word"),
        pytest.param(sanction(4, ago=timedelta(days=200)), True, id="over for less than that"),
        pytest.param(sanction(4, ago=timedelta(days=211)), False, id="over for longer"),
        pytest.param(sanction(3, lifted_at=NOW), False, id="lifted"),
    ],
)
def test_what_is_long_over_counts_no_more(past, counts):
    assert bool(rules.counting([past], NOW)) is counts


@pytest.mark.parametrize(
    ("role", "rung", "allowed"),
    [
        (Role.MODERATOR, 0, True),
        (Role.MODERATOR, 1, True),
        (Role.MODERATOR, 2, False),
        (Role.MODERATOR, 5, False),
        (Role.ADMIN, 5, True),
    ],
)
def test_a_moderator_goes_one_step_further_than_usual_at_most(role, rung, allowed):
    if allowed:
        rules.check_rung(rung, [], Reason.SPAM, role, NOW)
    else:
        with pytest.raises(Forbidden, match="administrator"):
            rules.check_rung(rung, [], Reason.SPAM, role, NOW)


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.ADMIN])
def test_nobody_is_punished_for_being_in_danger(role):
    with pytest.raises(Conflict):
        rules.check_rung(0, [], Reason.SELF_HARM, role, NOW)


@pytest.mark.parametrize(
    ("given", "silenced", "kept_out"),
    [
        pytest.param(sanction(0), False, False, id="a word"),
        pytest.param(sanction(1, ago=timedelta(hours=23, minutes=59)), True, False, id="a mute"),
        pytest.param(sanction(1, ago=timedelta(hours=24)), False, False, id="a mute that is over"),
        pytest.param(sanction(3, ago=timedelta(days=6)), True, True, id="a suspension"),
        pytest.param(sanction(3, ago=timedelta(days=7)), False, False, id="one that is over"),
        pytest.param(sanction(5, ago=timedelta(days=900)), True, True, id="a ban"),
        pytest.param(sanction(5, lifted_at=NOW), False, False, id="a ban that was lifted"),
    ],
)
def test_a_sanction_ends_when_it_ends(given, silenced, kept_out):
    assert rules.silences([given], NOW) is silenced
    assert (rules.keeps_out([given], NOW) is not None) is kept_out


def test_the_longest_keeps_somebody_out():
    week, month, ban = sanction(3), sanction(4), sanction(5)

    assert rules.keeps_out([week, month], NOW) == month
    assert rules.keeps_out([month, ban, week], NOW) == ban
