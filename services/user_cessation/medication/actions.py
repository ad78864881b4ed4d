"""Answering what has to be asked first."""

from services.user_cessation.medication import rules, store
from services.user_cessation.medication.models import CautionCode, CautionsIn, CautionsOut, Smoker
from services.user_cessation.profile.actions import hold_member
from shared.models.ids import UserId
from shared.models.problem import NotFound, PreconditionFailed
from shared.postgres.pool import Connection


def read_smoker(conn: Connection, user_id: UserId) -> Smoker:
    """What labels and limits depend on."""
    smoker = store.select_smoker(conn, user_id)
    if smoker is None:
        raise NotFound
    return smoker


def answer(
    conn: Connection, user_id: UserId, new: CautionsIn, *, version: int | None
) -> CautionsOut:
    hold_member(conn, user_id)
    former = read_smoker(conn, user_id)
    if version is not None and former.version != version:
        raise PreconditionFailed

    codes = [code.value for code in CautionCode if code in new.codes]

    store.upsert_cautions(conn, user_id, codes, version=former.version + 1)
    return rules.questions(read_smoker(conn, user_id))
