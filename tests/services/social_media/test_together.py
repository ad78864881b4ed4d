"""What many ask at the same time is asked once, and never before they asked."""

import gevent
import pytest
from gevent.event import Event as Signal

from services.social_media.together import Together


class Register:
    """Knows a number for each name; answers when it is let."""

    def __init__(self):
        self.known = {}
        self.asked = []
        self.may_answer = Signal()

    def __call__(self, names):
        self.asked.append(sorted(names))
        answers = {name: self.known[name] for name in names if name in self.known}
        self.may_answer.wait()
        return answers


@pytest.fixture
def register():
    return Register()


@pytest.fixture
def together(register):
    return Together(register)


def test_who_asks_alone_gets_their_answer(together, register):
    register.known = {"linh": 1, "minh": 2}
    register.may_answer.set()

    assert together.about("linh") == 1
    assert together.about_all(["linh", "minh", "nobody"]) == {"linh": 1, "minh": 2}


def test_those_who_ask_meanwhile_share_the_next_question(together, register):
    register.known = {"linh": 1, "minh": 1, "tu": 1}
    first = gevent.spawn(together.about, "linh")
    gevent.idle()
    others = [
        gevent.spawn(together.about_all, {"linh", "minh"}),
        gevent.spawn(together.about_all, {"minh", "tu"}),
    ]
    gevent.idle()
    register.known = dict.fromkeys(register.known, 2)  # after the first was asked

    register.may_answer.set()

    gevent.joinall([first, *others], timeout=5, raise_error=True)
    assert first.value == 1
    assert {other.value["minh"] for other in others} == {2}
    assert others[0].value["linh"] == 2
    assert register.asked == [["linh"], ["linh", "minh", "tu"]]
