"""Messages from one person to another, over real sockets, workers and a real database."""

import os
import signal
import threading
import uuid

import psutil


def test_a_message_is_acknowledged_and_heard_by_all_but_its_socket(pair, come_in, say):
    linh, minh, conversation = pair
    sender, elsewhere, receiver = come_in(linh), come_in(linh), come_in(minh)

    client_id = say(sender, conversation, "Hi")
    ack = sender.receive()
    heard = receiver.receive()

    assert ack["type"] == "message.ack"
    assert heard["type"] == "message.new"
    assert ack["client_id"] == heard["client_id"] == client_id
    for field in ("id", "seq", "at", "conversation"):
        assert ack[field] == heard[field]
    assert (heard["seq"], heard["sender"], heard["text"]) == (1, str(linh.user_id), "Hi")
    assert elsewhere.receive() == heard
    sender.send("nonsense")
    assert sender.receive()["type"] == "error"


def test_every_worker_hears_every_other(pair, come_in, say, two_workers):
    linh, minh, conversation = pair
    senders = [come_in(linh, worker=pid) for pid in two_workers]
    receivers = [come_in(minh, worker=pid) for pid in two_workers]

    for seq, sender in enumerate(senders, 1):
        say(sender, conversation)
        assert sender.until("message.ack")["seq"] == seq

    for receiver in receivers:
        assert [receiver.until("message.new")["seq"] for _ in senders] == [1, 2]


def test_many_at_once_on_all_workers_are_heard_once_and_in_order(
    pair, come_in, say, two_workers, history
):
    linh, minh, conversation = pair
    people, each = [linh, minh] * 3, 40
    senders = [
        come_in(person, worker=two_workers[index % 2]) for index, person in enumerate(people)
    ]
    receivers = [come_in(minh, worker=pid) for pid in (*two_workers, two_workers[0])]

    def send_all(client):
        for number in range(each):
            say(client, conversation, f"{client.local_port} {number}")

    threads = [threading.Thread(target=send_all, args=(client,)) for client in senders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    total = len(senders) * each
    heard = [[receiver.until("message.new") for _ in range(total)] for receiver in receivers]

    for messages in heard:
        assert [message["seq"] for message in messages] == list(range(1, total + 1))
    stored, after = [], 0
    while after is not None:
        page = history(linh, conversation, after=after, limit=100)
        stored += page["items"]
        after = page["next"]
    assert [item["id"] for item in stored] == [message["id"] for message in heard[0]]
    for client in senders:
        mine = [item["text"] for item in stored if item["text"].startswith(f"{client.local_port} ")]
        assert mine == [f"{client.local_port} {number}" for number in range(each)]


def test_a_repeat_is_stored_once_and_answered_as_the_first(pair, come_in, say, history):
    linh, minh, conversation = pair
    client, elsewhere = come_in(linh), come_in(linh)
    client_id = say(client, conversation, "first")
    first = client.until("message.ack")

    for repeating in (client, elsewhere):
        say(repeating, conversation, "other words", client_id)
        assert repeating.until("message.ack") == first

    assert [item["text"] for item in history(minh, conversation)["items"]] == ["first"]


def test_eight_at_once_with_one_client_id_are_one(pair, come_in, say, two_workers, history):
    linh, minh, conversation = pair
    clients = [come_in(linh, worker=two_workers[index % 2]) for index in range(8)]
    bystander = come_in(minh)
    client_id = str(uuid.uuid4())

    for client in clients:
        say(client, conversation, "once", client_id)
    say(bystander, conversation, "and another")

    acks = [client.until("message.ack") for client in clients]
    bystander.until("message.ack")
    assert len({(ack["id"], ack["seq"]) for ack in acks}) == 1
    assert sorted(item["seq"] for item in history(linh, conversation)["items"]) == [1, 2]


def test_client_ids_of_two_people_do_not_meet(pair, come_in, say, history):
    linh, minh, conversation = pair
    client_id = str(uuid.uuid4())

    for person in (linh, minh):
        client = come_in(person)
        say(client, conversation, person.display_name, client_id)
        client.until("message.ack")

    assert [item["text"] for item in history(linh, conversation)["items"]] == ["Linh", "Minh"]


def test_resuming_tells_all_that_was_missed_once_and_in_order(pair, come_in, say_hello, say):
    linh, minh, conversation = pair
    sender = come_in(linh)
    for number in range(60):
        say(sender, conversation, f"{number}")
        sender.until("message.ack")
    returning = say_hello(minh, resume={conversation: 7, str(uuid.uuid4()): 3})
    assert returning.receive()["type"] == "welcome"
    missed = []
    while (message := returning.receive())["type"] == "message.new":
        missed.append(message["seq"])

    assert message["type"] == "live"
    assert missed == list(range(8, 61))


def test_joining_while_others_write_leaves_no_gap(pair, come_in, say_hello, say, two_workers):
    linh, minh, conversation = pair
    senders = [come_in(linh, worker=pid) for pid in two_workers]
    total = 200
    joined = threading.Event()

    def send_all(client):
        for number in range(total // 2):
            say(client, conversation)
            client.until("message.ack")
            if number == 20:
                joined.set()

    threads = [threading.Thread(target=send_all, args=(client,)) for client in senders]
    for thread in threads:
        thread.start()
    joined.wait(20)
    latecomers = [say_hello(minh, resume={conversation: 0}) for _ in range(4)]
    for thread in threads:
        thread.join()

    for client in latecomers:
        seqs = [client.until("message.new")["seq"] for _ in range(total)]
        assert seqs == list(range(1, total + 1))


def test_what_was_acknowledged_survives_the_death_of_its_worker(
    pair, start_server, come_in, say, history
):
    linh, minh, conversation = pair
    server = start_server()
    sender, receiver = come_in(linh, at=server), come_in(minh, at=server)

    acked = []
    for _ in range(20):
        client_id = say(sender, conversation)
        sender.until("message.ack")
        acked.append(client_id)
    os.kill(server.worker_of(sender), signal.SIGKILL)
    server.wait_until_ready(3)

    assert sender.close_code() == 1006
    assert [item["client_id"] for item in history(minh, conversation)["items"]] == acked
    again = come_in(linh, at=server)
    say(again, conversation, "back", client_id)
    assert again.until("message.ack")["seq"] == 20
    assert server.stop() == 0
    assert again.close_code() == 1012
    receiver.close()


def test_a_database_that_hangs_is_said_and_what_is_sent_again_is_stored_once(
    pair, come_in, say, history, stop_mongod
):
    linh, minh, conversation = pair
    sender = come_in(linh)
    say(sender, conversation, "before")
    sender.until("message.ack")

    with stop_mongod():
        lost = [say(sender, conversation, f"{number}") for number in range(3)]
        errors = [sender.until("error", 20) for _ in lost]
    for client_id in lost:
        say(sender, conversation, "again", client_id)
    acks = [sender.until("message.ack") for _ in lost]

    assert {error["code"] for error in errors} == {"unavailable"}
    assert {error["client_id"] for error in errors} == set(lost)
    assert {ack["client_id"] for ack in acks} == set(lost)
    stored = history(minh, conversation)["items"]
    assert [item["seq"] for item in stored] == [1, 2, 3, 4]
    assert {item["client_id"] for item in stored[1:]} == set(lost)


def test_a_flood_of_messages_grows_nothing_without_bound(pair, impatient, come_in, wire):
    linh, _, conversation = pair
    client = come_in(linh, at=impatient)
    (worker,) = impatient.workers()
    before = psutil.Process(worker.pid).memory_info().rss
    asking = b'{"type":"history","conversation":"%s","limit":100}' % conversation.encode()
    client.socket.settimeout(2)

    try:
        for _ in range(60):
            client.socket.sendall(wire(asking) * 1_000)
    except OSError:
        pass  # It is no longer read, or cut.

    assert psutil.Process(worker.pid).memory_info().rss - before < 50 * 1_048_576
    other = come_in(pair[1], at=impatient)
    other.send("nonsense")
    assert other.until("error")["code"] == "unknown_type"
