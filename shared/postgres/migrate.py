"""Apply the migrations in order, once each: `python -m shared.postgres.migrate`.

Plain SQL, numbered, forward only, and compatible with the release that is still running.
"""

import os
import sys
from pathlib import Path

from yoyo import get_backend, read_migrations

MIGRATIONS = Path(__file__).with_name("migrations")


def migrate(dsn: str) -> list[str]:
    """Bring the database at `dsn` (a postgresql:// URL) up to date; return what was applied."""
    backend = get_backend(dsn.replace("postgresql://", "postgresql+psycopg://", 1))
    migrations = read_migrations(str(MIGRATIONS))
    try:
        with backend.lock(timeout=30):
            waiting = backend.to_apply(migrations)
            applied = [migration.id for migration in waiting]
            backend.apply_migrations(waiting)
    finally:
        backend.connection.close()
    return applied


if __name__ == "__main__":
    for migration_id in migrate(os.environ["POSTGRES_DSN"]):
        sys.stdout.write(f"applied {migration_id}\n")
