"""One look finds every socket on which something came, and no socket that nobody reads."""

import socket

import gevent
import pytest

from services.social_media.sockets.incoming import Incoming


class Ear:
    """The reading end of a socket, and what it heard."""

    def __init__(self, incoming, heard, name):
        self.name = name
        self._incoming = incoming
        self._heard = heard
        self._socket, self.speaker = socket.socketpair()
        self._socket.setblocking(False)
        self.then = lambda: None
        self.listen()

    def listen(self):
        self._incoming.add(self._socket.fileno(), self)

    def ignore(self):
        self._incoming.remove(self._socket.fileno())

    def on_readable(self):
        self._heard.append((self.name, self._socket.recv(100)))
        self.then()

    def close(self):
        self._socket.close()
        self.speaker.close()


@pytest.fixture
def incoming():
    return Incoming()


@pytest.fixture
def heard():
    return []


@pytest.fixture
def make_ear(incoming, heard):
    made = []

    def make(name):
        made.append(Ear(incoming, heard, name))
        return made[-1]

    yield make
    for ear in made:
        ear.close()


def wait_for(heard, count):
    with gevent.Timeout(5):
        while len(heard) < count:
            gevent.sleep(0.001)


def test_all_that_came_is_heard(make_ear, heard):
    ears = [make_ear(name) for name in "abc"]
    for ear in ears:
        ear.speaker.send(b"1")
    wait_for(heard, 3)
    ears[1].speaker.send(b"2")

    wait_for(heard, 4)

    assert sorted(heard[:3]) == [("a", b"1"), ("b", b"1"), ("c", b"1")]
    assert heard[3:] == [("b", b"2")]


def test_whom_another_ended_in_the_same_look_is_not_asked(make_ear, heard):
    one, other = make_ear("one"), make_ear("other")
    one.then, other.then = other.ignore, one.ignore
    one.speaker.send(b"1")
    other.speaker.send(b"1")

    wait_for(heard, 1)
    gevent.sleep(0.02)  # time for a second one that must not come

    assert len(heard) == 1


def test_what_came_while_nobody_read_is_heard_later(make_ear, heard):
    ear, other = make_ear("a"), make_ear("b")
    ear.ignore()
    ear.speaker.send(b"1")
    other.speaker.send(b"1")
    wait_for(heard, 1)
    assert heard == [("b", b"1")]

    ear.listen()

    wait_for(heard, 2)
    assert heard[1] == ("a", b"1")


def test_one_that_fails_keeps_nobody_from_hearing(make_ear, heard):
    def fail():
        raise ValueError("a fault of ours")

    failing, other = make_ear("failing"), make_ear("other")
    failing.then = fail
    failing.speaker.send(b"1")
    wait_for(heard, 1)
    other.speaker.send(b"1")

    wait_for(heard, 2)

    assert heard == [("failing", b"1"), ("other", b"1")]
