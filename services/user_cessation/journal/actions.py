"""Writing into the journal, changing what was written, and a coach reading what was shared."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.user_cessation.journal import coach_store, rules, store
from services.user_cessation.journal.models import Entry, EntryChanges, EntryIn
from services.user_cessation.paging import Place
from shared.models.ids import UserId, uuid7
from shared.models.problem import Conflict, NotFound, PreconditionFailed
from shared.postgres.pool import Connection


def write_entry(
    conn: Connection, user_id: UserId, new: EntryIn, *, now: datetime
) -> tuple[Entry, bool]:
    """The entry as stored, and whether it is new."""
    first = store.select_by_client(conn, user_id, new.client_id)
    if first is None:
        mine = Entry(
            entry_id=uuid7(),
            client_id=new.client_id,
            written_at=rules.moment_of(new.written_at, now),
            text=new.text,
            mood=new.mood,
            shared=new.shared,
            version=1,
            changed_at=None,
        )
        if store.count_around(conn, user_id, mine.written_at) >= rules.MOST_A_DAY:
            raise Conflict("That is a lot for one day; edit an entry.", code="journal_full")
        if store.insert_entry(conn, user_id, mine):
            return mine, True
        first = store.select_by_client(conn, user_id, new.client_id)
    if first is None:
        raise Conflict("This entry was erased meanwhile.")
    return first, False


def change_entry(
    conn: Connection,
    user_id: UserId,
    entry_id: UUID,
    new: EntryChanges,
    *,
    version: int | None,
    now: datetime,
) -> Entry:
    """Change the entry somebody read, not what another device wrote meanwhile."""
    changed = store.update_entry(conn, user_id, entry_id, new, version=version, changed_at=now)
    if changed is None:
        if store.select_entry(conn, user_id, entry_id) is None:
            raise NotFound
        raise PreconditionFailed
    return changed


def look_into_journal(
    conn: Connection,
    coach_id: UserId,
    member_id: UUID,
    *,
    after: Place,
    most: int,
    request_id: str,
) -> Sequence[Entry]:
    """Show a coach what a member shared, on the record; else it is as if nobody were there."""
    may_see = coach_store.insert_journal_read(
        conn, coach_id=coach_id, member_id=member_id, request_id=request_id
    )
    if not may_see:
        raise NotFound
    return coach_store.select_shared(conn, coach_id, member_id, after=after, most=most)
