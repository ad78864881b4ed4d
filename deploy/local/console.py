"""What the person at the terminal sees: each step as it happens, then one line per log line."""

import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from rich.console import Console
from rich.table import Table

_COLOURS = (36, 33, 32, 35, 34, 96, 93, 92, 95, 94)
"""ANSI codes, one for each program's prefix."""


class Terminal:
    def __init__(self, *, shows_logs: bool) -> None:
        self._console = Console(highlight=False)
        self._shows_logs = shows_logs
        self._prefixes: dict[str, str] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Say what is being done, and how long it took once it is."""
        started = time.monotonic()
        with self._console.status(f"{name} …"):
            yield
        self._console.print(f"  [green]✓[/] {name:<44}{time.monotonic() - started:6.1f} s")

    def say(self, sentence: str) -> None:
        self._console.print(sentence, markup=False, soft_wrap=True)

    def trouble(self, sentence: str) -> None:
        Console(stderr=True, highlight=False).print(
            f"\n{sentence}", style="red", markup=False, soft_wrap=True
        )

    def table(self, title: str, rows: Mapping[str, str]) -> None:
        table = Table(
            title=title, title_justify="left", show_header=False, box=None, padding=(0, 2)
        )
        for name, value in rows.items():
            table.add_row(name, value)
        self._console.print()
        self._console.print(table)

    def echo(self, name: str, line: str) -> None:
        """Show a line of a program's log. Called by many threads; one write keeps lines whole."""
        if self._shows_logs:
            sys.stdout.write(f"{self._prefix(name)}{line}\n")
            sys.stdout.flush()

    def _prefix(self, name: str) -> str:
        if name not in self._prefixes:
            plain = f"{name:<15}│ "
            colour = _COLOURS[len(self._prefixes) % len(_COLOURS)]
            coloured = self._console.is_terminal and "NO_COLOR" not in os.environ
            self._prefixes[name] = f"\x1b[{colour}m{plain}\x1b[0m" if coloured else plain
        return self._prefixes[name]
