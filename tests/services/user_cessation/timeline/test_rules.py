"""Milestones at their moments, on two clocks, with what other sources say."""

from datetime import UTC, datetime, timedelta

import pytest

from services.user_cessation.timeline import rules
from services.user_cessation.timeline.evidence import MILESTONES
from services.user_cessation.timeline.models import Evidence, Span, Standing

QUIT = datetime(2026, 3, 1, 8, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def milestone(code, now, quit_at=QUIT, last_smoked_at=None):
    evidence = next(each.evidence for each in MILESTONES if each.code == code)
    document = rules.timeline(Standing("ES", quit_at, last_smoked_at), evidence, now)
    return next(each for each in document.items if each.code == code)


@pytest.mark.parametrize(
    ("code", "moment"),
    [
        pytest.param("nhs-heart-rate", "2026-03-01T08:20", id="20 minutes"),
        pytest.param("nhs-oxygen", "2026-03-01T16:00", id="8 hours"),
        pytest.param("who-carbon-monoxide", "2026-03-01T20:00", id="12 hours"),
        pytest.param("cdc-2020-nicotine", "2026-03-02T08:00", id="24 hours"),
        pytest.param("nhs-carbon-monoxide", "2026-03-03T08:00", id="48 hours"),
        pytest.param("nhs-breathing", "2026-03-04T08:00", id="72 hours"),
        pytest.param("who-heart-disease", "2027-03-01T08:00", id="a year"),
        pytest.param("who-lung-cancer", "2036-03-01T08:00", id="ten years"),
    ],
)
def test_a_moment_is_reached_to_the_second(code, moment):
    states = [milestone(code, at(moment) + shift).state for shift in (-SECOND, SECOND * 0)]

    assert states == ["locked", "reached"]


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2026-02-20T08:00", "locked"),
        ("2026-03-15T07:59", "locked"),
        ("2026-03-15T08:00", "in_progress"),
        ("2026-05-24T07:59", "in_progress"),
        ("2026-05-24T08:00", "reached"),
    ],
)
def test_a_range_of_two_to_twelve_weeks_opens_and_closes(now, state):
    assert milestone("who-circulation", at(now)).state == state


def test_a_slip_restarts_what_comes_back_soon_and_nothing_else():
    slip = QUIT + timedelta(days=100)
    now = slip + timedelta(hours=1)

    heart, monoxide, blood, cough = (
        milestone(code, now, last_smoked_at=slip)
        for code in (
            "who-heart-rate",
            "who-carbon-monoxide",
            "who-circulation",
            "who-cough",
        )
    )

    assert (heart.state, heart.starts_at) == ("reached", slip + timedelta(minutes=20))
    assert (monoxide.state, monoxide.starts_at) == ("locked", slip + timedelta(hours=12))
    assert (blood.state, cough.state) == ("reached", "in_progress")
    assert [each.clock for each in (heart, monoxide, blood, cough)] == [
        "last_cigarette",
        "last_cigarette",
        "quit_date",
        "quit_date",
    ]


def test_without_a_quit_date_everything_is_still_to_come():
    document = rules.timeline(Standing("US", None, None), Evidence.CDC, QUIT)

    assert {each.state for each in document.items} == {"locked"}
    assert {each.starts_at for each in document.items} == {None}


def test_a_plan_has_moments_but_no_last_cigarette_yet():
    document = rules.timeline(Standing("US", QUIT, None), Evidence.CDC, QUIT - SECOND)

    assert document.last_cigarette_at is None
    assert document.items[0].starts_at == QUIT + timedelta(minutes=20)
    assert {each.state for each in document.items} == {"locked"}


@pytest.mark.parametrize(
    ("country", "evidence"),
    [("US", "CDC-2020"), ("GB", "NHS"), ("VN", "WHO"), ("AU", "WHO"), (None, "WHO")],
)
def test_the_country_decides_whom_we_follow(country, evidence):
    assert rules.evidence_for(country) == evidence


@pytest.mark.parametrize(
    ("code", "by"),
    [
        pytest.param("who-carbon-monoxide", "2026-03-08T08:00", id="12 h, 48 h or several days"),
        pytest.param("nhs-heart-disease", "2032-03-01T08:00", id="1 year or 3 to 6"),
        pytest.param("cdc-2020-stroke", "2041-03-01T08:00", id="5 to 10 years or 5 to 15"),
        pytest.param("nhs-cough", "2027-03-01T08:00", id="1 to 12, 1 to 9 or 3 to 9 months"),
    ],
)
def test_where_sources_differ_the_latest_time_is_named(code, by):
    disagreement = milestone(code, QUIT).disagreement

    assert disagreement.by == at(by)
    assert disagreement.others


def test_where_sources_agree_nothing_is_said():
    assert milestone("nhs-heart-rate", QUIT).disagreement is None
    assert milestone("nhs-breathing", QUIT).disagreement is None


@pytest.mark.parametrize(
    ("moment", "months", "later"),
    [
        ("2026-01-31T08:00", 1, "2026-02-28T08:00"),
        ("2024-02-29T08:00", 12, "2025-02-28T08:00"),
        ("2026-12-15T08:00", 1, "2027-01-15T08:00"),
        ("2026-03-01T08:00", 240, "2046-03-01T08:00"),
    ],
)
def test_months_go_by_the_calendar(moment, months, later):
    assert rules.after(at(moment), Span(months=months)) == at(later)


def test_every_line_is_sound_and_none_is_called_reviewed():
    codes = [each.code for each in MILESTONES]
    sentences = [each.words.en for each in MILESTONES]

    assert len(set(codes)) == len(codes)
    assert all(each.words.vi for each in MILESTONES)
    assert not any(each.reviewed for each in MILESTONES)
    assert not [each for each in sentences if "you will" in each.lower() or "30" in each]
    for each in MILESTONES:
        if each.until:
            assert rules.after(QUIT, each.since) < rules.after(QUIT, each.until), each.code
