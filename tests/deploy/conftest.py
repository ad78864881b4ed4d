"""What tests of processes need: patience with an end."""

import time

import pytest


@pytest.fixture(scope="session")
def wait_for():
    """Wait until something holds, and fail when it takes too long."""

    def wait(holds, within=10):
        deadline = time.monotonic() + within
        while not holds():
            assert time.monotonic() < deadline, "it never came true"
            time.sleep(0.02)

    return wait
