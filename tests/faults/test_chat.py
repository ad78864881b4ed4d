"""What was acknowledged stays, is heard once and in order, and everyone is back by themselves."""

import os
import signal
import time

import pytest

pytestmark = pytest.mark.timeout(180)


def nothing_went_wrong(tally):
    return (tally.lost, tally.duplicated, tally.disordered) == (0, 0, 0)


def test_a_worker_is_killed_three_times(mongo_url, serve, gather, report):
    server, db = serve(mongo_url)
    crowd = gather(server, db)
    took = []

    for number in range(3):
        server.wait_until_ready(2 + number)
        victim = server.workers()[0].pid
        os.kill(victim, signal.SIGKILL)
        took.append(crowd.until_everyone_is_back(time.monotonic()))
        crowd.until_more_is_acknowledged(30)
    tally = crowd.settle()

    report(tally, max(took))
    assert crowd.returns() >= 3
    assert nothing_went_wrong(tally)


def test_the_database_is_killed_three_times_and_started_again(deploy, serve, gather, report):
    deployment = deploy(1)
    crowd = gather(*serve(deployment.url))
    took = []

    for _ in range(3):
        (database,) = deployment.members
        database.kill()
        database.start()
        deployment.until_there_is_a_primary()
        took.append(crowd.until_everyone_is_back(time.monotonic()))
        crowd.until_more_is_acknowledged(30)
    tally = crowd.settle()

    report(tally, max(took))
    assert nothing_went_wrong(tally)


def test_the_primary_of_three_steps_down(deploy, serve, gather, report):
    deployment = deploy(3)
    crowd = gather(*serve(deployment.url))

    primary = deployment.primary()
    at = time.monotonic()
    primary.ask("replSetStepDown", 60)
    took = crowd.until_everyone_is_back(at)
    crowd.until_more_is_acknowledged(30)
    tally = crowd.settle()

    report(tally, took)
    assert deployment.primary() is not primary
    assert nothing_went_wrong(tally)
