"""The hundred topics of a cohort in our own words: line n of each file is the topic of day n.

That a small closed group with one automatic topic a day helps people stay smoke-free was shown by
Tweet2Quit: 20 people, 100 days, abstinent to day 60 40 % against 20 % (n = 160, all on patches).
Its topics are not ours; these ask, and never judge.
"""

from pathlib import Path

from services.social_media.topics.models import Topic

EVIDENCE = "our own words; that topics help: Tweet2Quit, PMC5112138"


def _lines(language: str) -> list[str]:
    text = Path(__file__).with_name(f"topics.{language}.txt").read_text(encoding="utf-8")
    return text.splitlines()


TOPICS = tuple(
    Topic(day, en, vi)
    for day, (en, vi) in enumerate(zip(_lines("en"), _lines("vi"), strict=True), start=1)
)
