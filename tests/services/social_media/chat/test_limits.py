import pytest

from services.social_media.chat.limits import Limits


@pytest.fixture
def limits():
    return Limits(per_second=2, at_once=3)


def test_so_much_at_once_and_no_more(limits):
    assert [limits.allow("linh", now=0) for _ in range(4)] == [True, True, True, False]


def test_time_gives_back_at_its_rate_and_never_more_than_at_once(limits):
    for _ in range(3):
        limits.allow("linh", now=0)

    assert [limits.allow("linh", now=0.5) for _ in range(2)] == [True, False]
    assert [limits.allow("linh", now=100) for _ in range(4)] == [True, True, True, False]


def test_one_persons_haste_is_not_anothers(limits):
    for _ in range(4):
        limits.allow("linh", now=0)

    assert limits.allow("minh", now=0)
