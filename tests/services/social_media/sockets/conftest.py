"""Servers that echo over the service's own sockets, so that nothing but the socket is tested."""

import pytest

ECHO = "tests.autobahn.echo:app"


@pytest.fixture(scope="session")
def echo(start_server):
    return start_server(ECHO, workers=1, HEARTBEAT_S=1)


@pytest.fixture
def another_echo(start_server):
    """One to be stopped."""
    return start_server(ECHO, workers=1)
