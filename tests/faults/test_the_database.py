"""The database ends as in a power cut, and comes back with what it had, while a crowd talks."""

import time

import pytest

pytestmark = pytest.mark.timeout(180)


def test_the_database_is_killed_three_times_and_started_again(
    place, gather, report, nothing_went_wrong
):
    deployment = place.deploy(1)
    crowd = gather(*place.serve(deployment.url))
    took = []

    for _ in range(3):
        (database,) = deployment.members
        database.kill()
        database.start()
        deployment.until_it_is_whole()
        took.append(crowd.until_everyone_is_back(time.monotonic()))
        crowd.until_more_is_acknowledged(30)
    tally = crowd.settle()

    report(tally, max(took))
    assert nothing_went_wrong(tally)
