"""Checking every day that nobody changed the record of who looked at whom, and saying so."""

from dataclasses import asdict, dataclass
from datetime import datetime

from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from lambdas.scheduled.resources import Resources
from lambdas.scheduled.runs import HasTime
from shared.observability import metrics
from shared.postgres.pool import Connection

AT_ONCE = 1_000
"""Chains checked by one statement, each of which is one person's record."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A link that does not fit. `place` is where in its chain, from 1."""

    chain_id: int
    place: int
    what: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a look at some chains found; `first_fault` is the first of the `faults`."""

    chains: int = 0
    entries: int = 0
    faults: int = 0
    first_fault: Fault | None = None

    def __add__(self, other: "Stretch") -> "Stretch":
        return Stretch(
            self.chains + other.chains,
            self.entries + other.entries,
            self.faults + other.faults,
            self.first_fault or other.first_fault,
        )


def check(resources: Resources, now: datetime, has_time: HasTime) -> int:
    """Check every chain while there is time, and keep what was found; how many links do not fit."""
    with resources.database.transaction() as conn:
        end = select_last_chain(conn)
    seen, first = Stretch(), 1
    while first <= end:
        if not has_time():
            resources.logger.warning("audit log not checked to its end", chain=first, of=end)
            break
        with resources.database.transaction() as conn:
            found = select_stretch(conn, first=first, last=first + AT_ONCE - 1)
        if found.first_fault:
            first_fault = asdict(found.first_fault)
            resources.logger.error("audit log was changed", faults=found.faults, **first_fault)
        seen += found
        first += AT_ONCE
    with resources.database.transaction() as conn:
        insert_check(conn, seen, is_complete=first > end, started_at=now)
    metrics.count("scheduled", "AuditFaults", seen.faults)
    return seen.faults


def select_last_chain(conn: Connection) -> int:
    row = conn.execute("SELECT coalesce(max(chain_id), 0) FROM account.audit_chains").fetchone()
    return int(row[0]) if row else 0


def select_stretch(conn: Connection, *, first: int, last: int) -> Stretch:
    """What there is in these chains, and which links of them do not fit."""
    stretch = {"first": first, "last": last}
    counted = conn.execute(
        """
        SELECT (SELECT count(*)
                  FROM account.audit_chains
                 WHERE chain_id BETWEEN %(first)s AND %(last)s),
               (SELECT count(*)
                  FROM account.audit_log
                 WHERE chain_id BETWEEN %(first)s AND %(last)s)
        """,
        stretch,
    ).fetchone()
    with conn.cursor(row_factory=class_row(Fault)) as cursor:
        faults = cursor.execute(
            """
            SELECT chain_id, place, what
              FROM account.audit_faults(%(first)s, %(last)s)
             ORDER BY chain_id, place
            """,
            stretch,
        ).fetchall()
    chains, entries = counted or (0, 0)
    return Stretch(chains, entries, len(faults), faults[0] if faults else None)


def insert_check(
    conn: Connection, seen: Stretch, *, is_complete: bool, started_at: datetime
) -> None:
    first = seen.first_fault
    conn.execute(
        """
        INSERT INTO account.audit_checks
               (started_at, is_complete, chains, entries, faults, first_fault)
        VALUES (%(started_at)s, %(is_complete)s, %(chains)s, %(entries)s, %(faults)s,
                %(first_fault)s)
        """,
        {
            "started_at": started_at,
            "is_complete": is_complete,
            "chains": seen.chains,
            "entries": seen.entries,
            "faults": seen.faults,
            "first_fault": Jsonb(asdict(first)) if first else None,
        },
    )
