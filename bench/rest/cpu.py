"""CPU time of a peer and of PostgreSQL, which a busy machine changes far less than rates."""

import os
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")


def of_session(session: int) -> float:
    """Seconds that the processes of a session have spent so far."""
    return sum(seconds for _, found, seconds in _processes() if found == session)


def of_postgres(data: Path) -> float:
    """Seconds that the server of a data directory has spent so far, with all its connections."""
    postmaster = int((data / "postmaster.pid").read_text().splitlines()[0])
    return sum(
        seconds
        for parent, session, seconds in _processes()
        if postmaster in (parent, session)  # its children lead sessions of their own
    )


def _processes() -> list[tuple[int, int, float]]:
    """Parent, session and seconds spent by each process, and by its children that ended."""
    found = []
    for directory in Path("/proc").iterdir():
        if not directory.name.isdecimal():
            continue
        try:
            text = (directory / "stat").read_text()
        except (FileNotFoundError, ProcessLookupError):  # it has just ended
            continue
        # See proc(5): the name is in brackets and may hold anything; what follows is counted from
        # the state, so field 4 is at 1, 6 at 3, and 14 to 17 at 11.
        fields = text.rpartition(")")[2].split()
        found.append((int(fields[1]), int(fields[3]), sum(map(int, fields[11:15])) / _TICK))
    return found
