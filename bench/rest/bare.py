"""The least that does the work: bare Flask and psycopg, under the same gunicorn as ours."""

import json
import os
import uuid
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

from cachetools import TTLCache
from flask import Flask, Response, request
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey
from psycopg_pool import ConnectionPool
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from services.user_cessation.progress import document
from services.user_cessation.progress.models import Journey

STATEMENTS = json.loads(Path(os.environ["STATEMENTS"]).read_text())
KEY = RSAKey.import_key(Path(os.environ["JWT_PUB"]).read_text())
CLAIMS = jwt.JWTClaimsRegistry(
    iss={"essential": True, "value": os.environ["TOKEN_ISSUER"]}, exp={"essential": True}
)

app = Flask(__name__)
standings: TTLCache[tuple[str, str], bool] = TTLCache(50_000, 2.0)
pool = ConnectionPool(
    os.environ["POSTGRES_DSN"],
    min_size=8,
    max_size=8,
    kwargs={"autocommit": True},
    open=True,
)
app.extensions["close"] = [pool.close]
journeys = TypeAdapter(Journey)
Rating = Annotated[int, Field(ge=0, le=10)]


class CheckIn(BaseModel):
    client_id: uuid.UUID
    local_date: date | None = None
    smoke_free: bool
    mood: Rating | None = None
    craving: Rating | None = None
    note: Annotated[str, Field(max_length=1000)] | None = None


def caller() -> str | None:
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(token, KEY, algorithms=["RS256"]).claims
        CLAIMS.validate(claims)
    except (JoseError, ValueError):
        return None
    return str(claims["sub"]) if may_come_in(claims["sub"], claims["origin_jti"]) else None


def may_come_in(user_id: str, session: str) -> bool:
    if (known := standings.get((user_id, session))) is not None:
        return known
    with pool.connection() as conn:
        row = conn.execute(
            STATEMENTS["standing"], {"user_id": user_id, "session": session}
        ).fetchone()
    good = row is not None and row[1] == "active" and not row[2]
    standings[user_id, session] = good
    return good


def reply(document: Any, status: int = 200) -> Response:
    return Response(json.dumps(document), status, content_type="application/json")


@app.post("/api/v1/check-ins")
def check_in() -> Response:
    user_id = caller()
    if user_id is None:
        return reply({"code": "unauthenticated"}, 401)
    try:
        new = CheckIn.model_validate_json(request.get_data())
    except ValidationError as error:
        return reply({"code": "invalid", "errors": error.errors()}, 422)
    now, check_in_id, event_id = datetime.now(UTC), uuid.uuid4(), uuid.uuid4()
    event = {
        "event_id": str(event_id),
        "type": "checkin.recorded.v1",
        "occurred_at": now.isoformat(),
        "user_id": user_id,
        "check_in_id": str(check_in_id),
        "smoke_free": new.smoke_free,
    }
    with pool.connection() as conn:
        row = conn.execute(
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
        ).fetchone()
    if row is None or row[1] is None:
        return reply({"code": "conflict"}, 409)
    stored = {"check_in_id": str(check_in_id), "local_date": str(row[1])}
    return reply({**new.model_dump(mode="json"), **stored, "recorded_at": now.isoformat()}, 201)


@app.get("/api/v1/progress")
def progress() -> Response:
    user_id = caller()
    if user_id is None:
        return reply({"code": "unauthenticated"}, 401)
    with pool.connection() as conn:
        row = conn.execute(STATEMENTS["dashboard"], {"user_id": user_id}).fetchone()
    if row is None:
        return reply({"code": "not_found"}, 404)
    found = document.progress(
        journeys.validate_json(row[0]), datetime.now(UTC), minutes_per_cigarette=20
    )
    return Response(found.model_dump_json(), content_type="application/json")


@app.get("/healthz")
def alive() -> Response:
    return reply({})
