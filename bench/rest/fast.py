"""The same with FastAPI and psycopg's asynchronous pool, under uvicorn."""

import json
import os
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import jwt
from fastapi import Depends, FastAPI, Header, HTTPException
from psycopg_pool import AsyncConnectionPool
from pydantic import BaseModel, Field

STATEMENTS = json.loads(Path(os.environ["STATEMENTS"]).read_text())
KEY = Path(os.environ["JWT_PUB"]).read_text()

pool = AsyncConnectionPool(
    os.environ["POSTGRES_DSN"], min_size=8, max_size=8, kwargs={"autocommit": True}, open=False
)
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


def caller(authorization: Annotated[str, Header()] = "") -> str:
    try:
        claims = jwt.decode(
            authorization.removeprefix("Bearer "),
            KEY,
            algorithms=["RS256"],
            issuer=os.environ["TOKEN_ISSUER"],
        )
    except jwt.PyJWTError as error:
        raise HTTPException(401) from error
    return str(claims["sub"])


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
    async with pool.connection() as conn:
        cursor = await conn.execute(
            STATEMENTS["check_in"],
            {
                **new.model_dump(),
                "user_id": user_id,
                "check_in_id": check_in_id,
                "now": now,
                "look_back": 7,
                "event_id": event_id,
                "event_type": "checkin.recorded.v1",
                "event": json.dumps(event),
            },
        )
        row = await cursor.fetchone()
    if row is None or row[1] is None:
        raise HTTPException(409)
    stored = {"check_in_id": check_in_id, "local_date": row[1], "recorded_at": now}
    return {**new.model_dump(), **stored}


@app.get("/api/v1/progress")
async def progress(user_id: Annotated[str, Depends(caller)]) -> Any:
    async with pool.connection() as conn:
        cursor = await conn.execute(STATEMENTS["dashboard"], {"user_id": user_id})
        row = await cursor.fetchone()
    return json.loads(row[0]) if row else None


@app.get("/healthz")
async def alive() -> dict[str, Any]:
    return {}
