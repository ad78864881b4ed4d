"""Requests from a file over so many connections, each sending the next when it has its answer.

    python -m bench.rest.load --port 9200 --requests FILE --connections 32 --seconds 5

Prints one JSON line: requests a second, median and 99th percentile in milliseconds, and how many
were not answered with 2xx. A closed loop: its percentiles say little about queues.
"""

import argparse
import asyncio
import itertools
import json
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path


async def connection(
    port: int, requests: Iterator[bytes], until: float, took: list[float], wrong: list[int]
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.perf_counter() < until:
        request = next(requests, None)
        if request is None:
            break
        sent = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        await reader.readexactly(length)
        took.append(time.perf_counter() - sent)
        status = int(head[9:12])
        if status >= 300:
            wrong.append(status)
    writer.close()


async def run(
    port: int, lines: list[bytes], connections: int, seconds: float, *, again: bool
) -> str:
    requests = iter(itertools.cycle(lines) if again else lines)
    took: list[float] = []
    wrong: list[int] = []
    began = time.perf_counter()
    until = began + seconds
    await asyncio.gather(
        *(connection(port, requests, until, took, wrong) for _ in range(connections))
    )
    elapsed = time.perf_counter() - began
    cuts = statistics.quantiles(took, n=100)
    return json.dumps(
        {
            "rate": round(len(took) / elapsed, 1),
            "p50_ms": round(cuts[49] * 1000, 2),
            "p99_ms": round(cuts[98] * 1000, 2),
            "requests": len(took),
            "bad": len(wrong),
            "first_bad": wrong[:1],
            "ran_out": not again and elapsed < seconds * 0.95,
        }
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--requests", type=Path, required=True, help="JSON: a list of requests")
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--again", action="store_true", help="begin anew at the end of the file")
    arguments = parser.parse_args()
    lines = [line.encode() for line in json.loads(arguments.requests.read_text())]
    sys.stdout.write(
        asyncio.run(
            run(
                arguments.port,
                lines,
                arguments.connections,
                arguments.seconds,
                again=arguments.again,
            )
        )
        + "\n"
    )


if __name__ == "__main__":
    main()
