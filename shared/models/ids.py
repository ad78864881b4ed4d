"""Identifiers. All are UUIDs; those we make are version 7, so they sort by time (RFC 9562)."""

import os
import time
from struct import Struct
from typing import NewType
from uuid import UUID

UserId = NewType("UserId", UUID)
"""A person everywhere on the platform: the `sub` of their Cognito account."""


def uuid7() -> UUID:
    """A new UUIDv7: Unix time to a quarter of a microsecond, then 62 random bits.

    Twelve bits below the millisecond (RFC 9562 §6.2, method 3) keep ids that one process makes
    one after the other in that order.
    """
    milliseconds, nanoseconds = divmod(time.time_ns(), 1_000_000)
    fraction = (nanoseconds << 12) // 1_000_000
    value = (milliseconds << 80) | (0x7 << 76) | (fraction << 64)
    value |= (0b10 << 62) | _random_62_bits()
    return UUID(int=value)


_NUMBERS = Struct("256Q")
_random: list[int] = []
"""Fetched from the system many at a time: to ask it for each takes longer than all the rest."""
os.register_at_fork(after_in_child=_random.clear)


def _random_62_bits() -> int:
    while True:
        try:
            return _random.pop() >> 2
        except IndexError:
            _random.extend(_NUMBERS.unpack(os.urandom(_NUMBERS.size)))
