"""How many connections each worker of a service has open, where all of them can see it."""

import mmap
import sys

SEATS = 64
_NOBODY = 2**31 - 1


class Loads:
    """Made before the workers are: memory they have in common, with a seat for each."""

    def __init__(self, seats: int = SEATS) -> None:
        size = 4 * seats
        self._loads = memoryview(mmap.mmap(-1, size)).cast("i")
        self._free = list(range(seats))
        for seat in self._free:
            self._loads[seat] = _NOBODY

    def take_seat(self) -> int | None:
        """A seat for a worker that is about to start; None when there are more than seats."""
        return self._free.pop() if self._free else None

    def leave_seat(self, seat: int) -> None:
        """That worker is gone."""
        self._loads[seat] = _NOBODY
        self._free.append(seat)

    def note(self, seat: int, load: int) -> None:
        """What a worker has open now."""
        self._loads[seat] = load

    def least_of_others(self, seat: int) -> int:
        """What that worker has that has least of all but this one; alone, no end."""
        others = (load for place, load in enumerate(self._loads) if place != seat)
        return min(others, default=sys.maxsize)
