"""How much one person may send: so much at once, and so much per second in the long run."""

from collections import OrderedDict
from collections.abc import Hashable

_MOST_PEOPLE = 50_000


class Limits:
    """A bucket of tokens for each key; what is forgotten first is what was used least."""

    def __init__(self, per_second: float, at_once: int) -> None:
        self._per_second = per_second
        self._at_once = float(at_once)
        self._buckets: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def allow(self, key: Hashable, now: float) -> bool:
        """Take a token; False when there is none. `now` is in seconds and never goes back."""
        tokens, at = self._buckets.get(key, (self._at_once, now))
        tokens = min(self._at_once, tokens + (now - at) * self._per_second)
        allowed = tokens >= 1
        self._buckets[key] = (tokens - 1 if allowed else tokens, now)
        self._buckets.move_to_end(key)
        if len(self._buckets) > _MOST_PEOPLE:
            self._buckets.popitem(last=False)
        return allowed
