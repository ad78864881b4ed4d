"""After a restore: `python -m services.user_cessation.erasure.again` forgets the forgotten anew.

The bucket remembers whom: it was not taken back in time with the database. Says how many there
were; the clock does the rest.
"""

import sys
from datetime import UTC, datetime

import psycopg
from pydantic import Field

from services.user_cessation.erasure import actions
from shared.postgres.pool import connection_options
from shared.settings import Settings
from shared.tombstones import traces_in


class AgainSettings(Settings):
    postgres_dsn: str = Field(description="Where PostgreSQL answers, as a postgresql:// URL.")
    media_bucket: str = Field(description="The private S3 bucket that holds every tombstone.")


def main() -> None:
    settings = AgainSettings()
    traces = traces_in(settings.media_bucket)
    with psycopg.connect(settings.postgres_dsn, **connection_options("erase-again")) as conn:
        count = actions.erase_again(conn, traces, datetime.now(UTC))
    sys.stdout.write(f"{count} to be erased again\n")


if __name__ == "__main__":
    main()
