"""Waiting for what nobody tells us of."""

import time
from collections.abc import Callable

LOOK_EVERY = 0.05


def wait_until(holds: Callable[[], bool], within: float = 15) -> None:
    """Look again and again until it holds; fail after so many seconds."""
    deadline = time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(LOOK_EVERY)
