"""People who quit, and cohorts of a database of their own: forming them concerns everybody."""

from datetime import UTC, datetime

import pytest

from services.social_media.cohorts import actions, placing
from services.social_media.cohorts.models import WishIn
from services.social_media.consumer import reacting
from shared.models.events import ProfileChanged, QuitPlanChanged
from tests.gear.databases import own_database

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""A Monday: the first day of the week most of these people quit in."""


@pytest.fixture(scope="session")
def cohort_db(mongo_url):
    with own_database(mongo_url, "cohorts") as db:
        yield db


@pytest.fixture
def db(cohort_db):
    """Emptied before each test. A database for each would leave mongod too many files to hold."""
    for name in cohort_db.list_collection_names(filter={"type": "collection"}):
        if not name.startswith("system."):
            cohort_db[name].delete_many({})
    return cohort_db


@pytest.fixture
def quitter(db, make_person, make_handle):
    """Somebody with a handle who quits then, in that zone."""

    def make(quit_at=MONDAY, *, time_zone="UTC", handle=True):
        person = make_person("Real Name", handle=make_handle("q") if handle else None)
        hear = reacting(db, lambda _: None)
        hear(ProfileChanged(user_id=person.user_id, time_zone=time_zone, country="VN"))
        if quit_at:
            hear(QuitPlanChanged(user_id=person.user_id, coach_id=None, quit_at=quit_at))
        return person

    return make


@pytest.fixture
def wish(db):
    def wait(person, *, language="en", now=MONDAY):
        return actions.wish(db, person.user_id, WishIn(language=language), now=now)

    return wait


@pytest.fixture
def form(db):
    return lambda now=MONDAY: placing.place_everybody(db, now=now)


@pytest.fixture
def make_cohort(db, quitter, wish, form):
    """Some people who are in a cohort together, and its id."""

    def make(size=5, *, now=MONDAY, **options):
        people = [quitter(**options) for _ in range(size)]
        for person in people:
            wish(person, now=now)
        form(now)
        [cohort_id] = {
            actions.place(db, person.user_id, now=now).cohort.cohort_id for person in people
        }
        return cohort_id, people

    return make
