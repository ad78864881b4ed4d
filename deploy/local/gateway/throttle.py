"""A token bucket for each route and caller."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from cachetools import LRUCache

from deploy.routes import Throttle
from shared.models.problem import RateLimited

MOST_BUCKETS = 100_000
"""Of the callers seen last; a forgotten bucket is a full one."""


@dataclass(slots=True)
class _Bucket:
    tokens: float
    filled_at: float


class Throttles:
    """`clock` is in seconds and never goes back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: LRUCache[tuple[str, str], _Bucket] = LRUCache(MOST_BUCKETS)

    def take(self, route: str, caller: str, throttle: Throttle) -> None:
        """Take a token from the caller's bucket, or raise RateLimited."""
        now = self._clock()
        bucket = self._buckets.get((route, caller)) or _Bucket(throttle.burst, now)
        refill = (now - bucket.filled_at) * throttle.rate
        bucket.tokens = min(throttle.burst, bucket.tokens + refill)
        bucket.filled_at = now
        self._buckets[route, caller] = bucket
        if bucket.tokens < 1:
            raise RateLimited(retry_after=math.ceil((1 - bucket.tokens) / throttle.rate))
        bucket.tokens -= 1
