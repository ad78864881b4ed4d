"""Cautions in PostgreSQL. Every function takes the caller's connection; none commits."""

from collections.abc import Sequence
from uuid import UUID

from services.user_cessation.medication.models import Smoker
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def select_smoker(conn: Connection, user_id: UserId) -> Smoker | None:
    return select_smokers(conn, [user_id]).get(user_id)


def select_smokers(conn: Connection, user_ids: Sequence[UUID]) -> dict[UUID, Smoker]:
    """What labels depend on, of each of them whom we know."""
    rows = conn.execute(
        """
        SELECT user_id,
               cautions.codes,
               coalesce(cautions.version, 1) AS version,
               births.birth_date,
               coalesce(profiles.time_zone, 'UTC') AS time_zone,
               profiles.country,
               tobacco.product,
               tobacco.units_per_day,
               tobacco.minutes_to_first
          FROM account.birth_dates AS births
          LEFT JOIN cessation.cautions USING (user_id)
          LEFT JOIN cessation.profiles USING (user_id)
          LEFT JOIN cessation.tobacco_profiles AS tobacco USING (user_id)
         WHERE user_id = ANY(%(user_ids)s)
        """,
        {"user_ids": list(user_ids)},
    )
    return {user_id: Smoker(*columns) for user_id, *columns in rows}


def upsert_cautions(
    conn: Connection, user_id: UserId, codes: Sequence[str], *, version: int
) -> None:
    conn.execute(
        """
        INSERT INTO cessation.cautions (user_id, codes, version)
        VALUES (%(user_id)s, %(codes)s, %(version)s)
            ON CONFLICT (user_id) DO UPDATE
           SET codes = excluded.codes,
               version = excluded.version
        """,
        {"user_id": user_id, "codes": list(codes), "version": version},
    )
