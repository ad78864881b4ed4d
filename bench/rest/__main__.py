"""A check-in and a dashboard read, ours and its peers, alternating, on one PostgreSQL here.

    python -m bench.rest                                    # everything, three rounds
    python -m bench.rest --rounds 1 --seconds 1 --readers 3 --writers 50   # whether it runs

Everybody verifies an RS256 token, judges the body, sends the very same statement and answers with
what was stored, and looks whether the person may still come in. Ours and bare Flask compute the
progress document; the others hand out the row as it is.
"""

import argparse
import json
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import psycopg
from joserfc import jwt
from joserfc.jwk import RSAKey

from bench.rest import cpu, history, report, statements
from bench.rest.peers import HOME, PEERS, PORT, ROOT, serving
from deploy.local.postgres import postgres
from shared.postgres.migrate import migrate

ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_bench"
CLIENT_ID = "bench"
WARM_UP = 2.0
"""Seconds of load before the load that is measured, at most."""

_HERE = Path(__file__).parent


def install() -> None:
    """Put Node's packages and FastAPI into their places, unless they are there."""
    HOME.mkdir(parents=True, exist_ok=True)
    lock = (_HERE / "node" / "package-lock.json").read_bytes()
    if not _is_done("node", lock):
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(_HERE / "node" / name, HOME / name)
        _call("npm", "ci", "--loglevel=error", "--no-audit", "--no-fund")
        (HOME / ".node").write_bytes(lock)
    lock = (_HERE / "requirements.txt").read_bytes()
    if not _is_done("python", lock):
        _call(sys.executable, "-m", "venv", "--clear", "venv")
        _call(
            *("venv/bin/python", "-m", "pip", "install", "-qq", "--no-deps", "--require-hashes"),
            *("--disable-pip-version-check", "-r", str(_HERE / "requirements.txt")),
        )
        (HOME / ".python").write_bytes(lock)


@contextmanager
def keys_at(key: RSAKey) -> Iterator[str]:
    """Where ours looks for the keys of the user pool."""
    document = json.dumps({"keys": [key.as_dict(private=False)]}).encode()

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(document)))
            self.end_headers()
            self.wfile.write(document)

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def requests_of(kind: str, people: list[UUID], tokens: dict[UUID, str]) -> list[str]:
    """What is sent, whole: a read for each, or a check-in for each day still open to each."""
    if kind == "dashboard":
        return [_request("GET", "/api/v1/progress", tokens[each]) for each in people]
    # A day less than are open: it may already be tomorrow where they live.
    days = [
        (datetime.now(UTC) - timedelta(days=back)).date()
        for back in range(history.CHECK_IN_DAYS - 1)
    ]
    return [
        _request(
            "POST",
            "/api/v1/check-ins",
            tokens[each],
            {
                "client_id": str(uuid4()),
                "local_date": day.isoformat(),
                "smoke_free": True,
                "mood": 7,
                "craving": 3,
                "note": "Coffee with a colleague was the hard part. " * 3,
            },
        )
        for day in days
        for each in people
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--readers", type=int, default=200, help="people with two years behind")
    parser.add_argument("--writers", type=int, default=4_000, help="each checks in seven times")
    parser.add_argument("--peers", default=";".join(PEERS), help="names, with ; in between")
    parser.add_argument("--out", type=Path, default=HOME / "results.jsonl")
    arguments = parser.parse_args()
    install()

    key = RSAKey.generate_key(2048, {"kid": "bench", "use": "sig", "alg": "RS256"})
    results = []
    with (
        TemporaryDirectory(dir=HOME) as directory,
        postgres(data := _open_to_all(Path(directory)) / "data") as dsn,
        keys_at(key) as jwks_url,
        psycopg.connect(dsn, autocommit=True) as conn,
    ):
        migrate(dsn)
        readers, writers = history.populate(
            conn, readers=arguments.readers, writers=arguments.writers
        )
        tokens = {each: _token(key, each) for each in (*readers, *writers)}
        environment = _environment(Path(directory), dsn, key, jwks_url)
        for number in range(arguments.rounds):
            for kind, people in (("check-in", writers), ("dashboard", readers)):
                for name in arguments.peers.split(";"):
                    requests = requests_of(kind, people, tokens)
                    with serving(PEERS[name], environment) as session:
                        found = _measured(requests, arguments, kind, session, data)
                    history.clear(conn, writers)
                    results.append({"round": number, "kind": kind, "peer": name, **found})
                    with arguments.out.open("a") as out:
                        out.write(json.dumps(results[-1]) + "\n")
                    sys.stderr.write(f"{results[-1]}\n")
    sys.stdout.write(report.table(results) + report.targets(results))


def _measured(
    requests: list[str], arguments: argparse.Namespace, kind: str, session: int, data: Path
) -> dict[str, Any]:
    """The load on a peer, and the CPU time it and PostgreSQL took a request, in microseconds.

    Something comes before and is not measured: connections open, what is sent often is prepared,
    and Node compiles.
    """
    again = kind == "dashboard"
    first = 0 if again else len(requests) // (history.CHECK_IN_DAYS - 1)
    file = data.with_name("requests.json")
    file.write_text(json.dumps(requests if again else requests[:first]))
    _loaded(file, arguments, min(WARM_UP, arguments.seconds), again=again)

    file.write_text(json.dumps(requests[first:]))
    before = cpu.of_session(session), cpu.of_postgres(data)
    found = _loaded(file, arguments, arguments.seconds, again=again)
    after = cpu.of_session(session), cpu.of_postgres(data)
    server, database = (
        round((now - then) / found["requests"] * 1e6)
        for then, now in zip(before, after, strict=True)
    )
    return {**found, "server_us": server, "postgres_us": database}


def _loaded(
    file: Path, arguments: argparse.Namespace, seconds: float, *, again: bool
) -> dict[str, Any]:
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "bench.rest.load", "--port", str(PORT)),
            *("--requests", str(file), "--connections", str(arguments.connections)),
            *("--seconds", str(seconds), *(["--again"] if again else [])),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if ran.returncode:
        raise RuntimeError(ran.stderr[-2_000:])
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def _environment(directory: Path, dsn: str, key: RSAKey, jwks_url: str) -> dict[str, str]:
    sent = statements.recorded()
    file, public_key = directory / "statements.json", directory / "jwt.pub"
    node = {name: statements.for_node(statement) for name, statement in sent.items()}
    file.write_text(json.dumps({**sent, "node": node}))
    public_key.write_bytes(key.as_pem(private=False))
    return {
        "BIND": f"127.0.0.1:{PORT}",
        "PORT": str(PORT),
        "WORKERS": "2",
        "POSTGRES_DSN": dsn,
        "PGHOST": parse_qs(urlsplit(dsn).query)["host"][0],
        "PGDATABASE": "postgres",
        "TOKEN_ISSUER": ISSUER,
        "TOKEN_JWKS_URL": jwks_url,
        "TOKEN_CLIENT_IDS": f'["{CLIENT_ID}"]',
        "JWT_PUB": str(public_key),
        "STATEMENTS": str(file),
        "NODE_PATH": str(HOME / "node_modules"),
        "NODE_ENV": "production",
    }


def _token(key: RSAKey, user_id: UUID) -> str:
    now = int(time.time())
    claims = {
        "iss": ISSUER,
        "sub": str(user_id),
        "client_id": CLIENT_ID,
        "token_use": "access",
        "origin_jti": str(user_id),
        "jti": str(uuid4()),
        "iat": now,
        "exp": now + 86_400,
    }
    return jwt.encode({"alg": "RS256", "kid": "bench"}, claims, key)


def _request(method: str, path: str, token: str, body: dict[str, Any] | None = None) -> str:
    content = json.dumps(body) if body else ""
    kind = f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n" if body else ""
    return (
        f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
        f"{kind}\r\n{content}"
    )


def _open_to_all(directory: Path) -> Path:
    """PostgreSQL drops root's rights, so the way to its data must be open to it."""
    for parent in (directory, *directory.parents):
        if parent != ROOT.parent and ROOT in (parent, *parent.parents):
            parent.chmod(parent.stat().st_mode | 0o055)
    return directory


def _is_done(name: str, cause: bytes) -> bool:
    stamp = HOME / f".{name}"
    return stamp.exists() and stamp.read_bytes() == cause


def _call(*command: str) -> None:
    subprocess.run(command, cwd=HOME, check=True)


if __name__ == "__main__":
    main()
