"""Reactions: one tap that says something kind. There is none that says anything else."""

from dataclasses import dataclass, field
from enum import StrEnum

from shared.models.base import Input, Model


class Reaction(StrEnum):
    WITH_YOU = "with_you"
    PROUD = "proud"
    SAME_HERE = "same_here"
    THANK_YOU = "thank_you"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many reacted how, and how the reader did. Who they are is not told."""

    counts: dict[Reaction, int] = field(default_factory=dict)
    mine: Reaction | None = None


NOBODY = Tally()


class ReactionIn(Input):
    reaction: Reaction


class TallyOut(Model):
    with_you: int = 0
    proud: int = 0
    same_here: int = 0
    thank_you: int = 0
    strong: int = 0
    mine: Reaction | None = None


def shown(tally: Tally) -> TallyOut:
    counts = {reaction.value: count for reaction, count in tally.counts.items()}
    return TallyOut.model_validate({**counts, "mine": tally.mine})
