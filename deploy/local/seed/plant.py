"""Plants the demo once: accounts, then PostgreSQL in one transaction, then MongoDB.

Interrupted anywhere, it goes on from there at the next start.
"""

from datetime import UTC, datetime
from pathlib import Path

import psycopg

from deploy.local.aws.resources import Resources, session
from deploy.local.seed import cast, community, meetings, preparation, records
from deploy.local.seed.accounts import create_accounts
from deploy.local.supervisor import Trouble
from services.social_media import mongo

MARK = "planted"
"""A file in the platform's directory that says the demo is complete."""


def plant(directory: Path, resources: Resources, *, aws_url: str, dsn: str, mongo_url: str) -> None:
    mark = directory / MARK
    if mark.exists():
        return
    now = datetime.now(UTC)
    cognito = session().client("cognito-idp", endpoint_url=aws_url)
    ids = create_accounts(cognito, resources.pool.pool_id, cast.EVERYONE)
    try:
        with psycopg.connect(dsn) as conn:
            if not records.is_planted(conn, ids):
                records.plant(conn, ids, now)
                preparation.plant(conn, ids, now)
                meetings.plant(conn, ids, now)
            announced = records.select_announced(conn)
    except LookupError as error:
        raise Trouble(
            "The databases and the user pool do not belong together; `make reset` starts afresh."
        ) from error
    db = mongo.connect(mongo_url, "social_media")
    with db.client:
        community.plant(db, ids, now, announced)
    mark.write_text(f"{now.isoformat()}\n")
