import queue
import socket
import subprocess
import sys
import threading

import pytest

from services.social_media.sockets.fanout import Delivery
from services.social_media.sockets.mesh import MOST_WAITING, Mesh

PEER = """
import sys, pathlib
from services.social_media.sockets.mesh import Mesh
def deliver(batch):
    for delivery in batch:
        print(delivery.topic, len(delivery.frame), flush=True)
Mesh(pathlib.Path(sys.argv[1])).listen(deliver)
print("listening", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def start_peer(tmp_path):
    """Another process of the mesh, which prints what it hears."""
    peers = []

    def start():
        peer = subprocess.Popen(
            [sys.executable, "-c", PEER, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        peers.append(peer)
        assert peer.stdout.readline() == "listening\n"
        return peer

    yield start
    for peer in peers:
        peer.kill()
        peer.communicate()


def test_every_other_process_hears_a_batch_in_order(tmp_path, start_peer):
    peers = [start_peer(), start_peer()]

    Mesh(tmp_path).publish([Delivery("user:1", b"one"), Delivery("user:é", b"")])

    for peer in peers:
        assert peer.stdout.readline() == "user:1 3\n"
        assert peer.stdout.readline() == "user:é 0\n"


def test_a_process_does_not_hear_itself(tmp_path, start_peer):
    heard = queue.Queue()
    mesh = Mesh(tmp_path)
    mesh.listen(heard.put)
    peer = start_peer()

    mesh.publish([Delivery("a", b"")])

    assert peer.stdout.readline() == "a 0\n"
    assert heard.empty()
    mesh.close()


def test_a_process_that_comes_later_is_found(tmp_path, start_peer):
    mesh = Mesh(tmp_path)
    mesh.publish([Delivery("before", b"")])
    peer = start_peer()

    mesh.publish([Delivery("after", b"")])

    assert peer.stdout.readline() == "after 0\n"


def test_what_a_dead_process_left_behind_is_cleared_away(tmp_path, start_peer):
    mesh = Mesh(tmp_path)
    dead, alive = start_peer(), start_peer()
    dead.kill()
    dead.wait()

    mesh.publish([Delivery("a", b"")])

    assert alive.stdout.readline() == "a 0\n"
    assert [path.stem for path in tmp_path.glob("*.sock")] == [str(alive.pid)]


def test_a_stuck_process_holds_nobody_up(tmp_path, start_peer):
    stuck = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    stuck.bind(str(tmp_path / "1.sock"))
    stuck.listen()
    alive = start_peer()
    mesh = Mesh(tmp_path)
    large = b"x" * (MOST_WAITING // 2)

    for _ in range(6):
        mesh.publish([Delivery("large", large)])
        assert alive.stdout.readline() == f"large {len(large)}\n"

    stuck.close()


PUBLISHER = """
import sys, pathlib
from services.social_media.sockets.fanout import Delivery
from services.social_media.sockets.mesh import Mesh
Mesh(pathlib.Path(sys.argv[1])).publish([Delivery("last", b"words")])
sys.stdin.read()
"""


def test_the_death_of_one_that_was_only_heard_is_noticed(tmp_path):
    heard, lost = queue.Queue(), threading.Event()
    mesh = Mesh(tmp_path)
    mesh.listen(heard.put, lost.set)
    publisher = subprocess.Popen(
        [sys.executable, "-c", PUBLISHER, str(tmp_path)], stdin=subprocess.PIPE
    )
    heard.get(timeout=20)
    was_lost = lost.is_set()

    publisher.kill()
    publisher.communicate()

    assert lost.wait(10)
    assert not was_lost
    mesh.close()


@pytest.mark.parametrize("came", ["before", "after"])
def test_the_death_of_a_listener_that_never_said_anything_is_noticed(tmp_path, start_peer, came):
    lost = threading.Event()
    mesh = Mesh(tmp_path)
    earlier = start_peer() if came == "before" else None
    mesh.listen(lambda _: None, lost.set)
    peer = earlier or start_peer()

    peer.kill()

    assert lost.wait(10)
    mesh.close()
