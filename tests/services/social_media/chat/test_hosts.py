"""Two hosts behave as one: each with workers and a mesh of its own, on the same database."""

import os
import signal
import threading

import pytest

from services.social_media.chat.reader import Relayed
from services.social_media.sockets.bridge import host_of
from services.social_media.sockets.fanout import Delivery
from services.social_media.sockets.packing import pack
from tests.gear.waiting import wait_until


@pytest.fixture(scope="module")
def hosts(start_server):
    limits = {"FRAMES_PER_SECOND": 5_000, "FRAMES_AT_ONCE": 5_000}
    return [start_server(**limits), start_server(**limits)]


@pytest.fixture
def apart(pair, come_in, hosts):
    """Linh on one host and Minh on the other, and their conversation."""
    linh, minh, conversation = pair
    return come_in(linh, at=hosts[0]), come_in(minh, at=hosts[1]), conversation


def reader_of(host):
    """The process that reads for a host: whoever holds its lock."""
    lock = os.stat(host.log.parent / "mesh" / "reader.lock")
    with open("/proc/locks") as locks:
        held = [line.split() for line in locks if "FLOCK" in line]
    (pid,) = [int(fields[4]) for fields in held if fields[5].endswith(f":{lock.st_ino}")]
    return pid


def test_the_processes_of_a_host_agree_on_its_name(tmp_path):
    one, again, other = host_of(tmp_path / "a"), host_of(tmp_path / "a"), host_of(tmp_path / "b")

    assert one == again != other
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["host"]


def test_what_is_passed_on_twice_is_heard_once():
    heard = []
    relayed = Relayed(heard.extend)
    one, other = [Delivery("user:1", b"a"), Delivery("user:2", b"b")], [Delivery("user:1", b"c")]

    for hint, deliveries in (("1", one), ("2", other), ("1", one)):
        relayed.hear(hint, pack(deliveries))

    assert heard == [*one, *other]


def test_what_is_said_on_one_host_is_heard_on_the_other_once(apart, say):
    linh, minh, conversation = apart

    for number in range(20):
        say(linh, conversation, f"from here {number}")
        say(minh, conversation, f"from there {number}")

    heard = {}
    for socket, theirs in ((linh, "there"), (minh, "here")):
        frames = [socket.receive() for _ in range(40)]
        heard[theirs] = [frame["text"] for frame in frames if frame["type"] == "message.new"]
        acks = [frame["seq"] for frame in frames if frame["type"] == "message.ack"]
        assert len(acks) == 20
    for theirs, texts in heard.items():
        assert texts == [f"from {theirs} {number}" for number in range(20)]


def test_whatever_else_happens_on_one_host_is_seen_on_the_other(apart, pair, say):
    linh, minh, conversation = apart
    say(linh, conversation, "helo")
    minh.until("message.new")

    minh.send("typing", conversation=conversation)
    typing = linh.until("typing")
    minh.send("read", conversation=conversation, seq=1)
    read = linh.until("read")
    linh.send("message.edit", conversation=conversation, seq=1, text="hello")
    changed = minh.until("message.changed")

    assert typing["user_id"] == read["user_id"] == str(pair[1].user_id)
    assert (read["seq"], changed["text"]) == (1, "hello")


def test_many_at_once_on_both_hosts_are_heard_once_and_in_order(pair, come_in, say, hosts):
    linh, minh, conversation = pair
    senders = [come_in(person, at=host) for host in hosts for person in (linh, minh)]
    receivers = [come_in(minh, at=host) for host in hosts]
    each = 25

    def send_all(client):
        for number in range(each):
            say(client, conversation, f"{client.local_port} {number}")

    threads = [threading.Thread(target=send_all, args=(client,)) for client in senders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    total = each * len(senders)
    heard = [
        [receiver.until("message.new", 30)["seq"] for _ in range(total)] for receiver in receivers
    ]

    assert heard == [list(range(1, total + 1))] * 2


def test_another_process_reads_on_when_the_one_that_reads_dies(pair, start_server, come_in, say):
    linh, minh, conversation = pair
    here, there = start_server(), start_server()
    wait_until(lambda: "reading other hosts" in there.log.read_text())
    reader = reader_of(there)
    (other,) = [worker.pid for worker in there.workers() if worker.pid != reader]
    sender, receiver = come_in(linh, at=here), come_in(minh, at=there, worker=other)
    heard, acked = [], []
    for number in range(30):
        say(sender, conversation, f"{number}")
        acked.append(sender.until("message.ack")["seq"])
        if number == 10:
            os.kill(reader, signal.SIGKILL)

    while len(heard) < 30:
        heard.append(receiver.until("message.new", 20)["seq"])

    assert heard == acked == list(range(1, 31))
    wait_until(lambda: there.log.read_text().count("reading other hosts") == 2)
    assert '"resumed":true' in there.log.read_text().replace(" ", "")
    say(sender, conversation, "the last")
    assert receiver.receive()["seq"] == 31
