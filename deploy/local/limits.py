"""How many files this process, and what it starts, may have open."""

import resource

ENOUGH = 10_000
"""mongod holds one for each collection and index, the services one for each socket."""


def allow_enough_files() -> None:
    """Lift the soft limit, which is 256 on a Mac and 1,024 on most of Linux, as far as we may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = ENOUGH if hard == resource.RLIM_INFINITY else min(ENOUGH, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
