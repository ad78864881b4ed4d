"""Our chat and its peers, one after the other, round after round, on this machine.

    python -m bench.chat                      # everything, three rounds
    python -m bench.chat --rounds 1 --peers ours,Socket.IO --scenarios pairs

Every server has two processes. Every message is sent by someone who proved who they are, is
stored, and is acknowledged when it is.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pymongo

from bench.chat import infrastructure, seats, table
from bench.chat.infrastructure import HOME, Infrastructure
from bench.chat.peers import DATABASE, OURS, PEERS, PORT, ROOT, serving
from bench.chat.seats import Scenario, Signer

SCENARIOS = {
    "pairs": Scenario(rooms=100, members=2),
    "rooms of 50": Scenario(rooms=4, members=50),
    "low rate": Scenario(rooms=50, members=2),
    "5,000 idle": Scenario(rooms=50, members=2, idle=5_000),
    "10,000 idle": Scenario(rooms=50, members=2, idle=10_000),
}
START = {"pairs": 400, "rooms of 50": 60}
"""Messages a second with which a search begins. The others are offered `LOW_RATE`."""
LOW_RATE = 100
LONGEST = 900
"""Seconds."""


def measure(
    name: str, scenario_name: str, here: Infrastructure, signer: Signer, load: Mapping[str, Any]
) -> dict[str, Any]:
    """One run of one peer, on an empty database."""
    peer, scenario = PEERS[name], SCENARIOS[scenario_name]
    with pymongo.MongoClient[dict[str, Any]](
        here.mongo_url, uuidRepresentation="standard"
    ) as mongo:
        mongo.drop_database(DATABASE)
        if peer.adapter == OURS:
            placed = seats.for_ours(scenario, signer, mongo[DATABASE])
        else:
            placed = seats.for_peers(scenario, signer)
            mongo[DATABASE].messages.create_index([("room", 1), ("_id", 1)])
    with TemporaryDirectory() as directory:
        seat_file = Path(directory, "seats.json")
        seat_file.write_text(json.dumps(placed))
        separator = "&" if "?" in here.mongo_url else "?"
        environment = {
            "PORT": str(PORT),
            "MONGO_URL": here.mongo_url,
            "MONGO": f"{here.mongo_url}{separator}w=1{'&journal=true' if peer.journal else ''}",
            "DATABASE": DATABASE,
            "REDIS": here.redis_url,
            "JWT_PUB": str(here.public_key),
            "TOKEN_JWKS_URL": here.jwks_url,
            "MESH_DIRECTORY": str(Path(directory, "mesh")),
            "NODE_PATH": str(HOME / "node_modules"),
            "NODE_ENV": "production",
        }
        with serving(peer, environment, HOME / "servers.log") as pid:
            watch = {"server": [pid], **here.processes}
            command = [
                *(str(infrastructure.generator_python()), "-m", "bench.chat.load"),
                *("--adapter", peer.adapter, "--port", str(PORT), "--seats", str(seat_file)),
                *("--watch", json.dumps(watch)),
                *(argument for pair in load.items() for argument in map(str, pair)),
            ]
            ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST)
    if ran.returncode:
        raise RuntimeError(ran.stderr[-2_000:])
    result = {"peer": name, "scenario": scenario_name, **json.loads(ran.stdout)}
    if not result["connected"]:
        raise RuntimeError(f"{name} does not serve; see {HOME / 'servers.log'}.")
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", default=";".join(PEERS), help="names, with ; in between")
    parser.add_argument("--scenarios", default=";".join(SCENARIOS), help="the same")
    parser.add_argument("--seconds", type=float, default=4, help="of each step of a search")
    parser.add_argument("--refine", type=int, default=2, help="how often a search halves its gap")
    parser.add_argument("--rate", type=float, help="messages a second, instead of a search")
    parser.add_argument("--out", type=Path, default=HOME / "results.jsonl")
    arguments = parser.parse_args()
    HOME.mkdir(parents=True, exist_ok=True)
    infrastructure.install()

    began = time.monotonic()
    results: list[dict[str, Any]] = []
    signer = Signer()
    with TemporaryDirectory() as directory, infrastructure.running(signer, Path(directory)) as here:
        for _ in range(arguments.rounds):
            for scenario in arguments.scenarios.split(";"):
                for name in arguments.peers.split(";"):
                    if PEERS[name].adapter != OURS and not here.processes["redis"]:
                        sys.exit("The peers need redis-server; see bench/chat/README.md.")
                    result = measure(
                        name, scenario, here, signer, _load(scenario, name, results, arguments)
                    )
                    results.append(result)
                    with arguments.out.open("a") as out:
                        out.write(json.dumps(result) + "\n")
                    sys.stderr.write(f"{time.monotonic() - began:5.0f} s  {table.line(result)}\n")
    sys.stdout.write(table.tables(results))


def _load(
    scenario: str, name: str, results: list[dict[str, Any]], arguments: argparse.Namespace
) -> dict[str, Any]:
    """What the generator is told. A later round starts a little below what the last one found."""
    options: dict[str, Any] = {"--seconds": arguments.seconds, "--refine": arguments.refine}
    if scenario not in START:
        return {**options, "--seconds": 8, "--rate": LOW_RATE}
    if arguments.rate:
        return {**options, "--rate": arguments.rate}
    before = [r["rate"] for r in results if (r["peer"], r["scenario"]) == (name, scenario)]
    return {
        **options,
        "--start": max(START[scenario] / 4, before[-1] * 0.7) if before else START[scenario],
    }


if __name__ == "__main__":
    main()
