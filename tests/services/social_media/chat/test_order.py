import random

import pytest

from services.social_media.chat.order import Order


@pytest.fixture
def order():
    order = Order()
    order.begin("c", 0)
    return order


@pytest.mark.parametrize("seed", range(5))
def test_whatever_the_arrival_all_are_heard_once_and_in_order(order, seed):
    arrivals = list(range(1, 50))
    random.Random(seed).shuffle(arrivals)

    heard = [item for seq in arrivals for item in order.arrive("c", seq, seq).ready]

    assert heard == list(range(1, 50))


def test_one_that_is_early_waits_and_says_so_once(order):
    first, second = order.arrive("c", 2, 2), order.arrive("c", 3, 3)

    assert (first.ready, first.begins_to_wait) == ([], True)
    assert (second.ready, second.begins_to_wait) == ([], False)
    assert order.missing("c") == (0, 3)
    assert order.latest("c") == 3


def test_giving_up_fills_in_what_was_found(order):
    for seq in (2, 5):
        order.arrive("c", seq, seq)

    assert order.give_up("c", 5, [(1, 1), (3, 3)]).ready == [1, 2, 3, 5]
    assert order.arrive("c", 6, 6).ready == [6]


def test_one_that_comes_after_we_gave_up_is_heard_late(order):
    order.arrive("c", 2, 2)
    order.give_up("c", 2, [])

    assert order.arrive("c", 1, 1).ready == [1]
    assert order.latest("c") == 2


def test_one_that_was_found_and_then_comes_is_heard_once(order):
    order.arrive("c", 2, 2)

    assert order.give_up("c", 2, [(1, 1)]).ready == [1, 2]
    assert order.arrive("c", 1, 1).ready == []


def test_nothing_is_missing_when_the_gap_closed_by_itself(order):
    order.arrive("c", 2, 2)
    order.arrive("c", 1, 1)

    assert order.missing("c") is None
    assert order.give_up("c", 2, []).ready == []


def test_what_comes_early_while_we_look_goes_on_waiting(order):
    order.arrive("c", 2, 2)
    order.arrive("c", 3, 3)
    order.arrive("c", 5, 5)

    given_up = order.give_up("c", 2, [(1, 1)])

    assert (given_up.ready, given_up.begins_to_wait) == ([1, 2, 3], True)
    assert order.missing("c") == (3, 5)
    assert order.arrive("c", 4, 4).ready == [4, 5]


def test_in_an_unknown_conversation_only_the_first_message_need_not_wait():
    order = Order()

    assert order.arrive("new", 1, 1).ready == [1]
    assert order.arrive("old", 7, 7).begins_to_wait
    assert order.missing("old") == (6, 7)
    assert order.give_up("old", 7, []).ready == [7]
    assert order.arrive("old", 8, 8).ready == [8]


def test_following_a_conversation_again_does_not_go_back(order):
    order.arrive("c", 1, 1)

    order.begin("c", 0)

    assert order.latest("c") == 1


def test_what_was_followed_longest_is_forgotten_first():
    order = Order(most=2)

    for conversation in ("a", "b", "c"):
        order.begin(conversation, 5)

    assert [order.latest(conversation) for conversation in ("a", "b", "c")] == [None, 5, 5]
