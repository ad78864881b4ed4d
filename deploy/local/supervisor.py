"""Starts programs, keeps their logs, notices when one ends, and stops them in order.

Each program leads a session of its own, so Ctrl-C at the terminal reaches us alone and we decide
who stops when; and each ends by itself if we are killed (see `leash.py`).
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local.signals import Signals

LEASH = Path(__file__).with_name("leash.py")
LINES_SHOWN = 12
"""How much of its log a program that ended is quoted with."""

MOST_STARTS, STARTS_WITHIN = 5, 60.0
"""A program that may be started again: at most so often in so many seconds, then it is broken."""


class Trouble(RuntimeError):
    """The platform cannot start or go on. The message is for the person at the terminal."""


@dataclass(frozen=True, slots=True)
class Program:
    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    user: str = ""
    """Who it runs as; empty: whoever we are."""
    stop_signal: signal.Signals = signal.SIGTERM
    patience: float = 15.0
    """Seconds it is given to end after that signal."""
    restarts: bool = False
    """Whether it is started again when it ends, as systemd would do on a host."""
    echoes: bool = True
    """Whether its log is shown at the terminal too."""


@dataclass(slots=True)
class _Running:
    program: Program
    process: subprocess.Popen[bytes]
    pump: threading.Thread
    last_lines: deque[str]
    starts: deque[float] = field(default_factory=lambda: deque(maxlen=MOST_STARTS))


Echo = Callable[[str, str], None]
"""Show a line of a program's log: its name and the line."""


class Supervisor:
    def __init__(self, logs: Path, signals: Signals, echo: Echo) -> None:
        self._logs = logs
        self._signals = signals
        self._echo = echo
        self._groups: list[list[str]] = []
        self._running: dict[str, _Running] = {}
        self.on_change: Callable[[], None] = lambda: None
        """Called whenever a program was started again."""
        logs.mkdir(parents=True, exist_ok=True)

    @property
    def pids(self) -> dict[str, int]:
        return {name: running.process.pid for name, running in self._running.items()}

    def start(self, *programs: Program) -> None:
        """Start programs that later stop together, before all that were started earlier."""
        self._groups.append([program.name for program in programs])
        for program in programs:
            log = self._log(program.name)
            if log.exists():
                log.replace(log.with_suffix(".log.1"))
            self._spawn(program)

    def wait_for(self, name: str, ready: Callable[[], bool], *, within: float = 30.0) -> None:
        """Return when `ready()`; raise Trouble when it takes too long or a program ends."""
        deadline = time.monotonic() + within
        while not ready():
            self.check()
            if time.monotonic() > deadline:
                raise Trouble(
                    f"{name} did not answer within {within:.0f} seconds; see {self._log(name)}."
                )
            time.sleep(0.05)

    def check(self) -> None:
        """Start again what ended and may be; raise Trouble for anything else that ended."""
        for running in list(self._running.values()):
            if running.process.poll() is not None:
                self._on_end(running)

    def watch(self) -> None:
        """Look after the programs until someone asks us to stop, or one is beyond help."""
        while True:
            self.check()
            time.sleep(0.2)

    def stop(self) -> None:
        """Stop everything, the last started first. Nothing of ours is left afterwards."""
        for group in reversed(self._groups):
            members = [self._running[name] for name in group if name in self._running]
            for running in members:
                if running.process.poll() is None:
                    running.process.send_signal(running.program.stop_signal)
            for running in members:
                self._see_off(running)

    def _spawn(self, program: Program) -> _Running:
        command = [
            *(sys.executable, "-I", "-S", str(LEASH)),
            *(str(os.getpid()), str(int(program.stop_signal)), program.user),
            *program.command,
        ]
        with self._signals.held():
            process = subprocess.Popen(
                command,
                env=dict(program.environment),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            last_lines: deque[str] = deque(maxlen=LINES_SHOWN)
            pump = threading.Thread(
                target=self._pump, args=(program, process, last_lines), daemon=True
            )
            running = _Running(program, process, pump, last_lines)
            if before := self._running.get(program.name):
                running.starts = before.starts
            running.starts.append(time.monotonic())
            self._running[program.name] = running
            pump.start()
        return running

    def _pump(
        self, program: Program, process: subprocess.Popen[bytes], last_lines: deque[str]
    ) -> None:
        assert process.stdout is not None
        with self._log(program.name).open("ab", buffering=0) as log, process.stdout as output:
            for line in output:
                log.write(line)
                text = line.decode(errors="replace").rstrip()
                last_lines.append(text)
                if program.echoes:
                    self._echo(program.name, text)

    def _on_end(self, running: _Running) -> None:
        _kill_group(running.process.pid)
        running.pump.join(1)
        ending = _ending(running.process.returncode)
        program = running.program
        recent = [at for at in running.starts if at > time.monotonic() - STARTS_WITHIN]
        if program.restarts and len(recent) < MOST_STARTS:
            self._echo(program.name, f"({ending}; starting it again)")
            self._spawn(program)
            self.on_change()
            return
        again = f" {MOST_STARTS} times in a minute" if program.restarts else ""
        quoted = "".join(f"\n    {line}" for line in running.last_lines)
        raise Trouble(
            f"{program.name} {ending}{again}, so the platform stops. Its log is"
            f" {self._log(program.name)}{' and ends with:' + quoted if quoted else '.'}"
        )

    def _see_off(self, running: _Running) -> None:
        deadline = time.monotonic() + running.program.patience
        while running.process.poll() is None:
            if time.monotonic() > deadline or self._signals.impatient:
                self._echo(running.program.name, "(did not stop in time; killed)")
                break
            time.sleep(0.02)
        _kill_group(running.process.pid)
        running.process.wait()
        running.pump.join(1)

    def _log(self, name: str) -> Path:
        return self._logs / f"{name}.log"


def _kill_group(leader: int) -> None:
    """Kill whatever is left of the session that process led."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def _ending(returncode: int) -> str:
    if returncode < 0:
        return f"was killed by {signal.Signals(-returncode).name}"
    return f"ended with exit code {returncode}"
