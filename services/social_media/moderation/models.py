"""What the house makes of a text before others read it."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final
from uuid import UUID

from shared.models.problem import Forbidden, Invalid, Problem, RateLimited


class Surface(StrEnum):
    """Where a text is to appear."""

    POST = "post"
    COMMENT = "comment"
    MESSAGE = "message"
    NAME = "name"
    """What people call themselves, their groups, and what they write on them."""


class Outcome(StrEnum):
    """What becomes of it, from the mildest to the strictest."""

    ALLOW = "allow"
    FLAG = "flag"
    """It appears, and a moderator looks at it."""
    HOLD = "hold"
    """It appears once a moderator has looked at it."""
    BOUNCE = "bounce"
    """It is not taken; its author is told why and can put it differently."""


class CrisisLevel(StrEnum):
    INFO = "info"
    """The author sees where help is; nobody is called."""
    URGENT = "urgent"
    IMMINENT = "imminent"


class Reason(StrEnum):
    """Why something should not be here; what people choose from when they report it."""

    SELF_HARM = "self_harm"
    HARASSMENT = "harassment"
    HATE = "hate"
    SELLING_TOBACCO = "selling_tobacco"
    MEDICAL_MISINFORMATION = "medical_misinformation"
    SPAM = "spam"
    SEXUAL = "sexual"
    PERSONAL_INFORMATION = "personal_information"
    IMPERSONATION = "impersonation"
    OTHER = "other"


class Trust(IntEnum):
    """How well the house knows someone by what they wrote."""

    NEW = 0
    KNOWN = 1
    TRUSTED = 2


class Breach(StrEnum):
    """Why a text is not taken as it is, beside its words."""

    TOO_MANY_LINKS = "too_many_links"
    UNSAFE_LINK = "unsafe_link"
    TOO_FAST = "too_fast"
    MUTED = "muted"


_SAID: Final = {
    Breach.TOO_MANY_LINKS: "That is more links than one text may carry here.",
    Breach.UNSAFE_LINK: "Only ordinary web links are shown here.",
    Breach.MUTED: "You can read here, but not write for now.",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a text, why, and whether its author may be in danger."""

    outcome: Outcome = Outcome.ALLOW
    reasons: tuple[Reason, ...] = ()
    breach: Breach | None = None
    crisis: CrisisLevel | None = None
    retry_after: int = 0
    """Seconds, where the author was too fast."""

    @property
    def is_hidden(self) -> bool:
        """Whether it is stored but shown to nobody else yet."""
        return self.outcome is Outcome.HOLD

    def refuse_if_bounced(self) -> None:
        """Raise the problem that tells the author what to change."""
        if self.outcome is Outcome.BOUNCE:
            raise self._problem()

    def _problem(self) -> Problem:
        if self.breach is Breach.TOO_FAST:
            return RateLimited(
                "You are writing a lot at once; take a breath.", retry_after=self.retry_after
            )
        if self.breach is Breach.MUTED:
            return Forbidden(_SAID[self.breach], code=self.breach.value)
        if self.breach is not None:
            return Invalid(_SAID[self.breach], code=self.breach.value)
        return Invalid(
            "Some of these words do not fit here. Please put it differently.",
            code="words_not_allowed",
            reasons=[reason.value for reason in self.reasons],
        )


class SubjectKind(StrEnum):
    """What a moderator can be asked to look at."""

    POST = "post"
    COMMENT = "comment"
    MESSAGE = "message"
    PERSON = "person"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing, whoever keeps it."""

    kind: SubjectKind
    id: UUID
