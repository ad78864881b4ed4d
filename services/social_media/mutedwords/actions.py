"""What other features ask about the words somebody does not want to read."""

from collections.abc import Callable
from typing import Any

from pymongo.database import Database

from services.social_media.mutedwords import rules, store
from shared.models.ids import UserId


def unwanted_by(db: Database[Any], reader: UserId) -> Callable[[str], bool]:
    """Whether a text is one the reader does not want to see: ask once, then of many texts."""
    phrases = rules.phrases_of(store.select_words(db, reader))
    return lambda text: rules.are_in(phrases, text)
