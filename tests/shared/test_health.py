"""Alive is about this process; ready is about what it depends on."""

import pytest
from flask import Flask

from shared.health import health_blueprint


@pytest.fixture
def client():
    def serve(**checks):
        app = Flask("shared.health")
        app.register_blueprint(health_blueprint(checks))
        return app.test_client()

    return serve


def answers():
    """A dependency that is there."""


def fails():
    raise OSError("a secret address")


def test_ready_when_everything_answers(client):
    answer = client(postgres=answers).get("/readyz")

    assert (answer.status_code, answer.json) == (
        200,
        {"ready": True, "dependencies": {"postgres": True}},
    )


def test_not_ready_when_one_does_not_and_no_word_why(client):
    answer = client(postgres=answers, mongo=fails).get("/readyz")

    assert (answer.status_code, answer.json) == (
        503,
        {"ready": False, "dependencies": {"postgres": True, "mongo": False}},
    )


def test_alive_whatever_is_down(client):
    answer = client(mongo=fails).get("/healthz")

    assert (answer.status_code, answer.json) == (200, {"status": "alive"})
