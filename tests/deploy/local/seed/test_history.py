"""Two months are the same every time, and could have happened."""

from datetime import UTC, datetime, timedelta

import pytest

from deploy.local.seed import cast, history

NOW = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)

MEMBERS = [pytest.param(person, id=person.login) for person in cast.MEMBERS]


@pytest.mark.parametrize("person", MEMBERS)
def test_a_history_is_the_same_every_time(person):
    first = list(history.check_ins(person, person.story, NOW))

    assert list(history.check_ins(person, person.story, NOW)) == first


@pytest.mark.parametrize("person", MEMBERS)
def test_one_check_in_a_day_up_to_yesterday(person):
    days = [check_in.local_date for check_in in history.check_ins(person, person.story, NOW)]

    assert days == sorted(set(days))
    assert all(day < history.day_before(person, NOW, 0) for day in days)


@pytest.mark.parametrize("person", MEMBERS)
def test_nothing_is_recorded_before_it_happened(person):
    for check_in in history.check_ins(person, person.story, NOW):
        assert check_in.recorded_at.date() == check_in.local_date
        assert check_in.recorded_at < NOW + timedelta(minutes=1)
    for smoked in history.slips(person, person.story, NOW):
        assert smoked.smoked_at < smoked.recorded_at < NOW


@pytest.mark.parametrize("person", MEMBERS)
def test_a_day_with_a_slip_is_not_smoke_free(person):
    by_day = {
        check_in.local_date: check_in.smoke_free
        for check_in in history.check_ins(person, person.story, NOW)
    }

    assert not [
        smoked
        for smoked in history.slips(person, person.story, NOW)
        if by_day.get(smoked.smoked_at.date())
    ]


def test_whoever_has_gone_quiet_is_quiet():
    (grace,) = [person for person in cast.MEMBERS if person.login == "grace"]

    last = max(check_in.local_date for check_in in history.check_ins(grace, grace.story, NOW))

    assert history.day_before(grace, NOW, 0) - last >= timedelta(days=34)


def test_ids_depend_on_what_they_name_alone():
    assert history.known_id("mai", 1) == history.known_id("mai", 1)
    assert history.known_id("mai", 1) != history.known_id("mai", 2)


def test_everyone_can_sign_in_and_is_somebody():
    emails = [person.email for person in cast.EVERYONE]

    assert len(emails) == len(set(emails)) == 15
    assert len(cast.PASSWORD) >= 10
