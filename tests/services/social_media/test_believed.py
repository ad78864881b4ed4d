"""What is believed for a moment is asked anew in one question, and never outlives its moment."""

import gevent
import pytest
from gevent.event import Event as Signal

from services.social_media.believed import BELIEVED_FOR, Believed


class Oracle:
    """Knows a number for each name, and who asked for what at once."""

    def __init__(self):
        self.known = {}
        self.asked = []
        self.meanwhile = lambda: None

    def __call__(self, names):
        self.asked.append(sorted(names))
        answers = {name: self.known.get(name, 0) for name in names}
        self.meanwhile()
        return answers


@pytest.fixture
def clock():
    class Clock:
        now = 100.0

        def __call__(self):
            return self.now

    return Clock()


@pytest.fixture
def oracle():
    return Oracle()


@pytest.fixture
def believed(oracle, clock):
    return Believed(oracle, clock)


def test_an_answer_is_believed_for_its_moment_and_no_longer(believed, oracle, clock):
    assert believed.about("linh") == 0
    oracle.known["linh"] = 1
    clock.now += BELIEVED_FOR - 0.01
    assert believed.about("linh") == 0

    clock.now += 0.01

    assert believed.about("linh") == 1
    assert oracle.asked == [["linh"], ["linh"]]


def test_what_is_in_use_is_asked_anew_in_one_question(believed, oracle, clock):
    for name in ("linh", "minh"):
        believed.about(name)
    oracle.known["linh"] = 1
    clock.now += BELIEVED_FOR / 2

    believed.renew()

    clock.now += BELIEVED_FOR - 0.01
    assert (believed.about("linh"), believed.about("minh")) == (1, 0)
    assert oracle.asked == [["linh"], ["minh"], ["linh", "minh"]]


def test_what_nobody_asks_for_any_more_is_forgotten(believed, oracle):
    believed.about("linh")
    believed.renew()

    believed.renew()

    assert believed.known("linh") is None
    assert oracle.asked == [["linh"], ["linh"]]


@pytest.mark.parametrize("how", ["by name", "by what it is like"])
def test_what_changed_is_asked_again_at_once(believed, oracle, how):
    believed.about("linh")
    believed.about("minh")
    oracle.known |= {"linh": 1, "minh": 1}

    if how == "by name":
        believed.forget("linh")
    else:
        believed.forget_where(lambda name: name.startswith("l"))

    assert (believed.about("linh"), believed.about("minh")) == (1, 0)


def test_what_changes_while_all_are_asked_anew_is_not_believed_as_it_was(believed, oracle):
    believed.about("linh")

    def change():
        oracle.known["linh"] = 1
        believed.forget("linh")

    oracle.meanwhile = change
    believed.renew()
    oracle.meanwhile = lambda: None

    assert believed.about("linh") == 1


def test_what_is_asked_for_meanwhile_is_kept(believed, oracle):
    believed.about("linh")

    def ask():
        oracle.meanwhile = lambda: None
        believed.about("minh")

    oracle.meanwhile = ask
    believed.renew()

    assert believed.known("minh") == 0
    assert believed.known("linh") == 0


def test_answers_that_took_too_long_are_not_believed(believed, oracle, clock):
    believed.about("linh")

    def grow_old():
        oracle.meanwhile = lambda: None
        clock.now += BELIEVED_FOR
        oracle.known["linh"] = 1
        believed.about("linh")

    oracle.meanwhile = grow_old
    believed.renew()

    assert believed.about("linh") == 1


def test_those_who_come_while_a_question_is_asked_ask_theirs_together(believed, oracle):
    answered = Signal()
    oracle.meanwhile = answered.wait
    names = [f"person {number:02}" for number in range(50)]
    asking = [gevent.spawn(believed.about, name) for name in names]
    gevent.idle()
    assert oracle.asked == [names[:1]]
    oracle.known = dict.fromkeys(names, 1)

    answered.set()

    gevent.joinall(asking, timeout=5, raise_error=True)
    assert [each.value for each in asking] == [0] + [1] * 49
    assert oracle.asked == [names[:1], names[1:]]
    assert {believed.about(name) for name in names[1:]} == {1}


@pytest.mark.parametrize("error", [ValueError("down"), gevent.Timeout(1)])
def test_everybody_who_shares_a_question_hears_that_it_failed_and_may_ask_again(
    believed, oracle, error
):
    answered = Signal()

    def fail():
        answered.wait()
        raise error

    oracle.meanwhile = fail
    asking = [gevent.spawn(believed.about, name) for name in ("linh", "minh", "tu")]
    gevent.idle()

    answered.set()

    gevent.joinall(asking, timeout=5)
    assert [each.exception for each in asking] == [error] * 3
    assert oracle.asked == [["linh"], ["minh", "tu"]]
    oracle.meanwhile = lambda: None
    assert believed.about("minh") == 0


@pytest.mark.parametrize("how", ["by name", "by what it is like"])
def test_what_changes_while_it_is_first_asked_is_asked_again(believed, oracle, how):
    def change():
        oracle.meanwhile = lambda: None
        oracle.known["linh"] = 1
        if how == "by name":
            believed.forget("linh")
        else:
            believed.forget_where(lambda name: name.startswith("l"))

    oracle.meanwhile = change
    assert believed.about("linh") == 0

    assert believed.about("linh") == 1
