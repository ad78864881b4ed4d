"""Which topic a day has. Pure: no clock, no database, no web."""

from datetime import date

from services.social_media.topics.models import DailyTopicOut, Topic
from services.social_media.topics.texts import TOPICS


def topic_of_day(day: int) -> Topic:
    """The topic of a cohort's day, from 1."""
    return TOPICS[day - 1]


def topic_of_date(today: date) -> Topic:
    """The topic for those who are in no cohort: the same for everybody on a day."""
    return TOPICS[today.toordinal() % len(TOPICS)]


def shown(topic: Topic) -> DailyTopicOut:
    return DailyTopicOut(day=topic.day, en=topic.en, vi=topic.vi)
