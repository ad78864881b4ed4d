"""A replica set of three finds itself another primary while a crowd talks."""

import time

import pytest

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module")
def deployment(place):
    return place.deploy(3)


@pytest.fixture(scope="module")
def served(place, deployment):
    return place.serve(deployment.url)


def test_the_primary_of_three_steps_down(deployment, served, gather, report, nothing_went_wrong):
    deployment.until_it_is_whole()
    crowd = gather(*served)
    primary = deployment.primary()

    at = time.monotonic()
    primary.ask("replSetStepDown", 20)
    took = crowd.until_everyone_is_back(at)
    crowd.until_more_is_acknowledged(30)
    tally = crowd.settle()

    report(tally, took)
    assert deployment.primary() is not primary
    assert nothing_went_wrong(tally)


def test_the_primary_of_three_is_killed(deployment, served, gather, report, nothing_went_wrong):
    deployment.until_it_is_whole()
    crowd = gather(*served)
    primary = deployment.primary()

    at = time.monotonic()
    primary.kill()
    took = crowd.until_everyone_is_back(at)
    primary.start()
    crowd.until_more_is_acknowledged(30)
    tally = crowd.settle()

    report(tally, took)
    assert nothing_went_wrong(tally)
