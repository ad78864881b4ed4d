"""Words somebody does not want to read."""

from typing import Annotated

from pydantic import Field

from shared.models.base import Input, Model, Text

MOST_WORDS = 50

MutedWord = Annotated[Text, Field(min_length=1, max_length=50)]


class MutedWordsIn(Input):
    words: list[MutedWord] = Field(max_length=MOST_WORDS)


class MutedWordsOut(Model):
    words: list[str]
