"""Ids that cannot be guessed and sort by time."""

import os
import time
import uuid

from shared.models.ids import uuid7


def test_an_id_carries_its_millisecond_and_its_version():
    before = time.time_ns() // 1_000_000
    made = uuid7()
    after = time.time_ns() // 1_000_000

    assert before <= made.int >> 80 <= after
    assert (made.version, made.variant) == (7, uuid.RFC_4122)


def test_ids_of_one_millisecond_differ():
    assert len({uuid7() for _ in range(10_000)}) == 10_000


def test_ids_made_one_after_the_other_sort_that_way():
    made = []
    for _ in range(200):
        made.append(uuid7())
        moment = time.time_ns()
        while time.time_ns() - moment < 1_000:  # a microsecond, less than any two statements take
            pass

    assert sorted(made) == made


def test_what_a_fork_makes_is_not_made_by_its_parent():
    uuid7()  # So that there is something left over to be shared.
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.write(writing, b"".join(uuid7().bytes[8:] for _ in range(100)))
        os._exit(0)
    os.waitpid(child, 0)
    told = os.read(reading, 1_600)
    os.close(reading)
    os.close(writing)

    childs = {told[start : start + 8] for start in range(0, len(told), 8)}

    assert len(childs) == 100
    assert childs.isdisjoint(uuid7().bytes[8:] for _ in range(300))
