"""The same with FastAPI and psycopg's asynchronous pool, under uvicorn."""

import json
import os
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import jwt
from fastapi import Depends, FastAPI, Header, HTTPException
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool
from pydantic import BaseModel, Field

STATEMENTS = json.loads(Path(os.environ["STATEMENTS"]).read_text())
USUALLY = "WRITTEN" in os.environ
DASHBOARD = "usual_dashboard" if USUALLY else "dashboard"
LOOK_BACK = timedelta(days=7)
KEY = Path(os.environ["JWT_PUB"]).read_text()

pool = AsyncConnectionPool(
    os.environ["POSTGRES_DSN"], min_size=8, max_size=8, kwargs={"autocommit": True}, open=False
)
standings: dict[tuple[str, str], tuple[bool, float]] = {}
Rating = Annotated[int, Field(ge=0, le=10)]


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    await pool.open()
    yield
    await pool.close()


app = FastAPI(lifespan=lifespan)


class CheckIn(BaseModel):
    client_id: uuid.UUID
    local_date: date | None = None
    smoke_free: bool
    mood: Rating | None = None
    craving: Rating | None = None
    note: Annotated[str, Field(max_length=1000)] | None = None


async def caller(authorization: Annotated[str, Header()] = "") -> str:
    try:
        claims = jwt.decode(
            authorization.removeprefix("Bearer "),
            KEY,
            algorithms=["RS256"],
            issuer=os.environ["TOKEN_ISSUER"],
        )
    except jwt.PyJWTError as error:
        raise HTTPException(401) from error
    if not await may_come_in(claims["sub"], claims["origin_jti"]):
        raise HTTPException(401)
    return str(claims["sub"])


async def may_come_in(user_id: str, session: str) -> bool:
    good, until = standings.get((user_id, session), (False, 0.0))
    if until > time.monotonic():
        return good
    async with pool.connection() as conn:
        cursor = await conn.execute(
            STATEMENTS["standing"], {"user_id": user_id, "session": session}
        )
        row = await cursor.fetchone()
    good = row is not None and row[1] == "active" and not row[2]
    standings[user_id, session] = good, time.monotonic() + 2
    return good


@app.post("/api/v1/check-ins", status_code=201)
async def check_in(new: CheckIn, user_id: Annotated[str, Depends(caller)]) -> dict[str, Any]:
    now, check_in_id, event_id = datetime.now(UTC), uuid.uuid4(), uuid.uuid4()
    event = {
        "event_id": str(event_id),
        "type": "checkin.recorded.v1",
        "occurred_at": now.isoformat(),
        "user_id": user_id,
        "check_in_id": str(check_in_id),
        "smoke_free": new.smoke_free,
    }
    values = {
        **new.model_dump(),
        "user_id": user_id,
        "check_in_id": check_in_id,
        "now": now,
        "look_back": 7,
        "event_id": event_id,
        "event_type": "checkin.recorded.v1",
    }
    async with pool.connection() as conn:
        day = await (write_usually if USUALLY else write_at_once)(conn, values, event)
    if day is None:
        raise HTTPException(409)
    return {
        **new.model_dump(),
        "check_in_id": check_in_id,
        "local_date": day,
        "recorded_at": now,
    }


async def write_at_once(
    conn: AsyncConnection[Any], values: dict[str, Any], event: dict[str, Any]
) -> date | None:
    cursor = await conn.execute(STATEMENTS["check_in"], {**values, "event": json.dumps(event)})
    row = await cursor.fetchone()
    return row[1] if row else None


async def write_usually(
    conn: AsyncConnection[Any], values: dict[str, Any], event: dict[str, Any]
) -> date | None:
    async with conn.transaction():
        cursor = await conn.execute(STATEMENTS["usual_member"], values)
        member = await cursor.fetchone()
        if member is None:
            return None
        today, coach_id = member
        if not today - LOOK_BACK <= (values["local_date"] or today) <= today:
            return None
        cursor = await conn.execute(STATEMENTS["usual_insert"], {**values, "today": today})
        fresh = await cursor.fetchone()
        if fresh is None:
            return None
        told = {**event, "coach_id": str(coach_id), "local_date": str(fresh[0])}
        await conn.execute(STATEMENTS["usual_announce"], {**values, "event": json.dumps(told)})
    day: date = fresh[0]
    return day


@app.get("/api/v1/progress")
async def progress(user_id: Annotated[str, Depends(caller)]) -> Any:
    async with pool.connection() as conn:
        cursor = await conn.execute(STATEMENTS[DASHBOARD], {"user_id": user_id})
        row = await cursor.fetchone()
    return json.loads(row[0]) if row else None


@app.get("/healthz")
async def alive() -> dict[str, Any]:
    return {}
