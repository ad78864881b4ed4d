"""What to offer in an urge and in which order, and until when its outcome can be told.

Pure: no clock, no database, no web. Callers pass `now`.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from services.user_cessation.coping.models import CopingPairOut
from services.user_cessation.cravings import rules as cravings
from services.user_cessation.reasons.models import ReasonOut, ReasonPhotoOut
from services.user_cessation.waves.models import (
    MINUTES,
    Someone,
    SosOut,
    Standing,
    Step,
    StepOut,
    Wave,
    WaveOut,
)
from services.user_cessation.waves.steps import STEPS, WAVE
from shared.models.base import Model
from shared.models.problem import Conflict, Invalid

Told = TypeVar("Told", bound=Model)


def sos(standing: Standing) -> SosOut:
    """The steps in order; among the techniques, what helped this member most stands first."""
    return SosOut(
        minutes=MINUTES, words=WAVE, steps=[_shown(step, standing) for step in ordered(standing)]
    )


def ordered(standing: Standing) -> Sequence[Step]:
    rank = {name: place for place, name in enumerate(standing.helped)}
    techniques = iter(
        sorted(
            (step for step in STEPS if step.kind == "technique"),
            key=lambda step: rank.get(step.strategy or "", len(rank)),
        )
    )
    return [next(techniques) if step.kind == "technique" else step for step in STEPS]


def ended_at(wave: Wave, told: datetime | None, now: datetime) -> datetime:
    """When a wave was over: now unless they say so; what happened a week ago cannot be told."""
    moment = told or now
    if moment > now + cravings.CLOCK_SKEW:
        raise Invalid(errors=[{"field": "ended_at", "message": "must not be in the future"}])
    if moment < wave.started_at:
        raise Invalid(errors=[{"field": "ended_at", "message": "must not be before it began"}])
    if wave.started_at < now - cravings.LOOK_BACK:
        raise Conflict("That wave is more than a week ago.", code="wave_too_old")
    return moment


def shown(wave: Wave) -> WaveOut:
    return WaveOut(
        client_id=wave.client_id,
        started_at=wave.started_at,
        until=wave.started_at + timedelta(minutes=wave.minutes),
        minutes=wave.minutes,
        intensity=wave.intensity,
        trigger=wave.trigger,
        ended_at=wave.ended_at,
        craving_id=wave.craving_id,
    )


def _shown(step: Step, standing: Standing) -> StepOut:
    coach = (
        Someone(user_id=standing.coach_id, display_name=standing.coach_name)
        if step.kind == "people" and standing.coach_id and standing.coach_name
        else None
    )
    is_why, is_plan = step.kind == "own_reasons", step.kind == "if_then"
    return StepOut(
        code=step.code,
        kind=step.kind,
        title=step.title,
        words=step.words,
        strategy=step.strategy,
        seconds=step.seconds,
        helped_before=step.strategy in standing.helped[:1],
        coach=coach,
        reasons=[_told(ReasonOut, each) for each in standing.reasons] if is_why else None,
        photo=_told(ReasonPhotoOut, standing.photo) if is_why and standing.photo else None,
        pairs=[_told(CopingPairOut, each) for each in standing.pairs] if is_plan else None,
    )


def _told(model: type[Told], own: object) -> Told:
    return model.model_validate(own, from_attributes=True)
