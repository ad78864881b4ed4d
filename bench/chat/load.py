"""The generator's command: a scenario against a server that is up, one JSON object to stdout.

python -m bench.chat.load --adapter ours --port 9100 --seats seats.json --start 400
"""

import argparse
import asyncio
import json
import random
import resource
import sys
from pathlib import Path
from typing import Any

import uvloop

from bench.chat import machine
from bench.chat.generator import Generator
from bench.chat.search import highest_rate


async def run(arguments: argparse.Namespace) -> dict[str, Any]:
    seats = json.loads(Path(arguments.seats).read_text())
    watch = json.loads(arguments.watch)
    generator = Generator(arguments.adapter, arguments.port)
    result: dict[str, Any] = {}
    if seats["idle"]:
        before = machine.resident(watch["server"])
        took = await generator.connect(seats["idle"])
        await asyncio.sleep(2)
        grown = machine.resident(watch["server"]) - before
        idle = len(generator.connections)
        result |= {
            "idle": idle,
            "connects_per_s": round(idle / took),
            "base_mb": round(before / 2**20),
            "kib_each": round(grown / 1024 / max(idle, 1), 2),
        }
    asleep = len(generator.connections)
    await generator.connect(seats["active"])
    awake = sorted(generator.connections[asleep:], key=lambda connection: connection.index)
    result["connected"] = len(awake)
    result["processes"] = len({connection.process for connection in awake})
    if len(awake) == len(seats["active"]):
        random.Random(3).shuffle(awake)
        await machine.quiet()
        warm = arguments.rate or arguments.start
        await generator.phase(awake, warm / 2, 2, 0.2, watch)
        await generator.phase(awake, warm, 2, 0.2, watch)
        if arguments.rate:
            result["at"] = await generator.phase(
                awake, arguments.rate, arguments.seconds, 1.0, watch
            )
        else:
            result |= await highest_rate(
                generator, awake, arguments.start, arguments.seconds, watch, arguments.refine
            )
    result["errors"] = dict(generator.errors)
    await generator.close()
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--adapter", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--seats", required=True, help="a file of who connects: idle and active")
    parser.add_argument("--watch", default="{}", help="JSON of process ids by group")
    parser.add_argument("--rate", type=float, default=0, help="messages a second; 0 searches")
    parser.add_argument("--start", type=float, default=300)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--refine", type=int, default=2)
    arguments = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    sys.stdout.write(json.dumps(uvloop.run(run(arguments))) + "\n")


if __name__ == "__main__":
    main()
