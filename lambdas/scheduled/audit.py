"""Checking every day that nobody changed the record of who looked at whom."""

from lambdas.scheduled.resources import Resources
from lambdas.scheduled.runs import HasTime
from shared.observability import metrics
from shared.postgres.pool import Connection

AT_ONCE = 1_000
"""Chains checked by one statement, each of which is one person's record."""


def check(resources: Resources, has_time: HasTime) -> int:
    """Check every chain while there is time; how many places are not as they were written."""
    with resources.database.transaction() as conn:
        end = select_last_chain(conn)
    faults = 0
    for first in range(1, end + 1, AT_ONCE):
        if not has_time():
            resources.logger.warning("audit log not checked to its end", chain=first, of=end)
            break
        with resources.database.transaction() as conn:
            found = count_faults(conn, first=first, last=first + AT_ONCE - 1)
        if found:
            resources.logger.error("audit log was changed", faults=found, first_chain=first)
        faults += found
    metrics.count("scheduled", "AuditFaults", faults)
    return faults


def select_last_chain(conn: Connection) -> int:
    row = conn.execute("SELECT coalesce(max(chain_id), 0) FROM account.audit_chains").fetchone()
    return int(row[0]) if row else 0


def count_faults(conn: Connection, *, first: int, last: int) -> int:
    row = conn.execute(
        "SELECT count(*) FROM account.audit_faults(%(first)s, %(last)s)",
        {"first": first, "last": last},
    ).fetchone()
    return int(row[0]) if row else 0
