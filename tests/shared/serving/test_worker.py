"""Who takes a new connection: whoever has fewer, and anybody rather than nobody."""

import gevent
import pytest
from gevent import socket
from gevent.event import Event
from gevent.pool import Pool

from shared.serving.loads import Loads
from shared.serving.worker import _Door

PATIENCE = 5.0


class Watched(_Door):
    """Says when it looks out for connections: while it waits, it does not."""

    def __init__(self, *arguments):
        self.looks_out = Event()
        super().__init__(*arguments)

    def start_accepting(self):
        super().start_accepting()
        self.looks_out.set()

    def stop_accepting(self):
        super().stop_accepting()
        self.looks_out.clear()


@pytest.fixture
def listener():
    """Where connections come in, as the parent of all workers makes it."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening


@pytest.fixture
def open_door(listener):
    """Begin to take connections from the listener as a worker; its name goes where one went."""
    doors = []

    def open_(name, taken, *, has_too_many):
        door = Watched(listener.dup(), lambda *_: taken.append(name), Pool(), has_too_many)
        door.start()
        doors.append(door)
        return door

    yield open_
    for door in doors:
        door.close()


def come(listener, taken, doors, connections):
    """Connect so often, each once everybody looks out for it."""
    for number in range(1, connections + 1):
        gevent.wait([door.looks_out for door in doors], PATIENCE)
        with gevent.Timeout(PATIENCE), socket.create_connection(listener.getsockname()) as client:
            client.recv(1)  # Whoever took it hangs up.
            assert len(taken) == number


def test_who_has_more_leaves_it_to_the_other(listener, open_door):
    taken = []
    doors = [
        open_door("busy", taken, has_too_many=lambda: True),
        open_door("idle", taken, has_too_many=lambda: False),
    ]

    come(listener, taken, doors, 20)

    assert taken == ["idle"] * 20


def test_what_nobody_else_takes_is_not_left(listener, open_door):
    taken = []
    busy = open_door("busy", taken, has_too_many=lambda: True)
    gone = open_door("gone", taken, has_too_many=lambda: False)
    gone.close()

    come(listener, taken, [busy], 3)

    assert taken == ["busy"] * 3


def test_a_worker_is_compared_with_those_that_are_there():
    loads = Loads(seats=3)
    mine, other = loads.take_seat(), loads.take_seat()
    alone = loads.least_of_others(mine)

    loads.note(mine, 7)
    loads.note(other, 2)

    assert alone > 1_000_000
    assert (loads.least_of_others(mine), loads.least_of_others(other)) == (2, 7)
    loads.leave_seat(other)
    assert loads.least_of_others(mine) == alone


def test_when_all_seats_are_taken_there_is_none_until_somebody_leaves():
    loads = Loads(seats=1)
    seat = loads.take_seat()

    assert loads.take_seat() is None
    loads.leave_seat(seat)
    assert loads.take_seat() == seat
