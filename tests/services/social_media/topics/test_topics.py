"""A hundred topics, in both languages, that ask and never judge."""

from datetime import date, timedelta

import pytest

from services.social_media.topics.rules import topic_of_date, topic_of_day
from services.social_media.topics.texts import TOPICS


def test_there_is_a_topic_for_each_of_a_hundred_days():
    assert [topic.day for topic in TOPICS] == list(range(1, 101))


@pytest.mark.parametrize("language", ["en", "vi"])
def test_no_two_topics_are_the_same_and_all_are_short(language):
    texts = [getattr(topic, language) for topic in TOPICS]

    assert len(set(texts)) == 100
    assert all(10 < len(text) <= 140 for text in texts)


@pytest.mark.parametrize(
    "word", ["fail", "weak", "shame", "should have", "must not", "thất bại", "yếu đuối", "xấu hổ"]
)
def test_no_topic_shames_anybody(word):
    assert [topic for topic in TOPICS if word in f"{topic.en} {topic.vi}".casefold()] == []


def test_a_day_has_its_topic():
    assert topic_of_day(1).day == 1
    assert topic_of_day(100).day == 100


def test_those_in_no_cohort_see_all_topics_one_after_the_other():
    first = date(2026, 3, 1)

    seen = {topic_of_date(first + timedelta(days=n)).day for n in range(100)}

    assert len(seen) == 100
