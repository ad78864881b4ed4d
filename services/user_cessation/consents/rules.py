"""What an answer to a consent must be, and what follows from it.

Pure: no clock, no database, no web.
"""

from collections.abc import Mapping, Sequence

from services.user_cessation.consents.models import Answer, ConsentAnswer, ConsentOut
from shared.models import consents
from shared.models.consents import ConsentPurpose
from shared.models.problem import Conflict


def check(answer: ConsentAnswer) -> None:
    """Raise a Problem if this answer cannot be taken."""
    if answer.text_version != consents.VERSION:
        raise Conflict("The sentence has changed; read it again.", code="text_changed")
    if answer.purpose is ConsentPurpose.TERMS and not answer.granted:
        raise Conflict(
            "The terms hold for as long as the account; to end both, have it erased.",
            code="terms_end_with_account",
        )


def follows_from(answer: ConsentAnswer) -> Sequence[ConsentPurpose]:
    """The purposes that are withdrawn with this one.

    What nobody may process, no coach may see. Saying yes again says so for itself alone.
    """
    if answer.purpose is ConsentPurpose.HEALTH_DATA and not answer.granted:
        return (ConsentPurpose.COACH_SHARING, ConsentPurpose.RESEARCH, ConsentPurpose.PLACE)
    return ()


def overview(latest: Mapping[str, Answer], locale: str) -> list[ConsentOut]:
    """Every purpose with its sentence and what was last said to it. Silence is no."""
    return [_shown(purpose, latest.get(purpose), locale) for purpose in ConsentPurpose]


def _shown(purpose: ConsentPurpose, answer: Answer | None, locale: str) -> ConsentOut:
    return ConsentOut(
        purpose=purpose,
        granted=answer is not None and answer.granted,
        answered_at=answer.answered_at if answer else None,
        text=consents.sentence(purpose, locale),
        text_version=consents.VERSION,
        is_current=answer is not None and answer.text_version == consents.VERSION,
    )
