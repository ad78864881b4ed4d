"""When each step of getting ready is done (STAR: set, tell, anticipate, remove).

Pure: no clock, no database, no web.
"""

from collections.abc import Mapping
from uuid import UUID

from services.user_cessation.checklist.models import (
    AnticipateStep,
    ChecklistIn,
    ChecklistOut,
    Preparation,
    Readying,
    RemoveStep,
    SetStep,
    TellStep,
    Told,
)
from shared.models.problem import Conflict, PreconditionFailed


def document(ready: Readying) -> ChecklistOut:
    """One person told or the wish to tell nobody; one if-then pair; no place left to clear."""
    tell = TellStep(
        done=bool(ready.told) or ready.tell_skipped,
        told=[Told(each) for each in ready.told],
        skipped=ready.tell_skipped,
    )
    remove = RemoveStep(
        done="todo" not in (ready.home, ready.car, ready.work),
        home=ready.home,
        car=ready.car,
        work=ready.work,
    )
    is_set, anticipated = ready.quit_at is not None, ready.pairs > 0
    return ChecklistOut(
        set=SetStep(done=is_set, quit_at=ready.quit_at),
        tell=tell,
        anticipate=AnticipateStep(done=anticipated, pairs=ready.pairs),
        remove=remove,
        complete=is_set and tell.done and anticipated and remove.done,
        version=ready.version,
    )


def attempt_of(ready: Readying, version: int | None) -> UUID:
    """The attempt one gets ready for, if the list still is what was read."""
    if ready.attempt_id is None:
        raise Conflict("Set the day you quit first.", code="no_quit_date")
    if version is not None and ready.version != version:
        raise PreconditionFailed
    return ready.attempt_id


def ticked(new: ChecklistIn, version: int) -> Preparation:
    return Preparation(
        told=[each.value for each in Told if each in new.told],
        tell_skipped=new.tell_skipped,
        home=new.removed.home,
        car=new.removed.car,
        work=new.removed.work,
        version=version + 1,
    )


def state(preparation: Preparation) -> Mapping[str, object]:
    return {
        "told": preparation.told,
        "tell_skipped": preparation.tell_skipped,
        "home": preparation.home,
        "car": preparation.car,
        "work": preparation.work,
    }
