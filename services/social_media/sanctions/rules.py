"""The ladder: what follows from what, for how long, and who may say so.

Pure: no clock, no database, no web.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.social_media.moderation.models import Reason
from services.social_media.sanctions.models import BARRING, Sanction, SanctionKind
from shared.auth.roles import Role
from shared.models.problem import Conflict, Forbidden

FORGOTTEN_AFTER = timedelta(days=180)
"""What is longer over than this counts no more."""


@dataclass(frozen=True, slots=True)
class Rung:
    kind: SanctionKind
    lasts: timedelta | None


LADDER: tuple[Rung, ...] = (
    Rung(SanctionKind.WARN, None),
    Rung(SanctionKind.MUTE, timedelta(days=1)),
    Rung(SanctionKind.MUTE, timedelta(days=7)),
    Rung(SanctionKind.SUSPEND, timedelta(days=7)),
    Rung(SanctionKind.SUSPEND, timedelta(days=30)),
    Rung(SanctionKind.BAN, None),
)

BEGINS_AT: Mapping[Reason, int] = {
    Reason.HATE: 2,
    Reason.SELLING_TOBACCO: 1,
    Reason.SEXUAL: 1,
    Reason.IMPERSONATION: 1,
}
"""Where on the ladder somebody begins; for any other reason, with a word."""

STEPS_ABOVE = 1
"""How far above what is usual a moderator may go; an administrator may go anywhere."""


def counting(history: Sequence[Sanction], now: datetime) -> list[Sanction]:
    """Those of somebody's sanctions that still count."""
    return [
        past
        for past in history
        if past.lifted_at is None and (past.until or past.at) + FORGOTTEN_AFTER > now
    ]


def usual(history: Sequence[Sanction], reason: Reason, now: datetime) -> int:
    """The rung that is usual now: where the reason begins, or one above the highest so far."""
    reached = [_rung_of(past) + 1 for past in counting(history, now)]
    return min(max([BEGINS_AT.get(reason, 0), *reached]), len(LADDER) - 1)


def check_rung(
    rung: int, history: Sequence[Sanction], reason: Reason, role: Role, now: datetime
) -> None:
    """Raise when somebody in this role may not go that high, or nobody may."""
    if reason is Reason.SELF_HARM:
        raise Conflict("Nobody is punished for being in danger.", code="no_sanction")
    if role is not Role.ADMIN and rung > usual(history, reason, now) + STEPS_ABOVE:
        raise Forbidden("That is further than usual; an administrator decides.", code="too_strict")


def ends_at(rung: int, now: datetime) -> datetime | None:
    lasts = LADDER[rung].lasts
    return now + lasts if lasts else None


def is_in_force(sanction: Sanction, now: datetime) -> bool:
    if sanction.lifted_at is not None or sanction.kind is SanctionKind.WARN:
        return False
    return sanction.until is None or now < sanction.until


def keeps_out(sanctions: Sequence[Sanction], now: datetime) -> Sanction | None:
    """What keeps somebody outside now, the longest first; None when they may come in."""
    barring = [each for each in sanctions if each.kind in BARRING and is_in_force(each, now)]
    return max(barring, key=_end, default=None)


def silences(sanctions: Sequence[Sanction], now: datetime) -> bool:
    """Whether somebody may not write now."""
    return any(is_in_force(each, now) for each in sanctions)


def _end(sanction: Sanction) -> tuple[bool, datetime]:
    return (sanction.until is None, sanction.until or sanction.at)


def _rung_of(sanction: Sanction) -> int:
    """The rung a sanction stood on, by its kind and how long it was."""
    lasts = sanction.until - sanction.at if sanction.until else None
    return LADDER.index(Rung(sanction.kind, lasts))
