"""When an erasure may be undone, and what its certificate says.

Pure: no clock, no database, no web.
"""

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from services.user_cessation.erasure.models import (
    Certificate,
    Done,
    Erasure,
    ErasureState,
    ErasureStepOut,
    KeptOut,
)
from services.user_cessation.words import Words
from shared.models.problem import Conflict

UNDO = timedelta(days=30)

ASK_AGAIN = timedelta(hours=1)
"""How long a store that hears of an erasure by an event may be silent."""

KEPT = (
    KeptOut(
        what="billing.payments",
        why=Words(
            en="Payments, without your name, for as long as the law has us keep our books.",
            vi="Các khoản thanh toán, không có tên bạn, trong thời hạn luật buộc chúng tôi lưu sổ.",
        ),
    ),
    KeptOut(
        what="account.audit_log",
        why=Words(
            en="That staff looked at a record, without whose record it was.",
            vi="Việc nhân viên đã xem một hồ sơ, nhưng không còn biết là hồ sơ của ai.",
        ),
    ),
)


def hash_of(code: str) -> bytes:
    """What is stored of a code. It is long and random, so nothing slower is needed."""
    return hashlib.sha256(code.encode()).digest()


def state_of(erasure: Erasure) -> ErasureState:
    if erasure.undone_at:
        return "undone"
    if erasure.completed_at:
        return "completed"
    return "under_way" if erasure.begun_at else "waiting"


def check_undo(erasure: Erasure) -> None:
    """Raise a Problem if it is too late."""
    if erasure.begun_at:
        raise Conflict("It has begun, and cannot be undone any more.", code="erasure_begun")


def certificate(erasure: Erasure, steps: Sequence[Done]) -> Certificate:
    return Certificate(
        erasure_id=erasure.erasure_id,
        state=state_of(erasure),
        posts=erasure.posts,
        requested_at=erasure.requested_at,
        due_at=erasure.due_at,
        completed_at=erasure.completed_at,
        steps=[
            ErasureStepOut(step=step.step, done_at=step.done_at, counts=step.counts)
            for step in steps
        ],
        kept=list(KEPT) if erasure.completed_at else [],
    )
