"""The whole platform, as `make run` starts it, on ports and in a directory of its own."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from deploy.local.platform import Ports
from deploy.local.ports import free_port
from deploy.local.seed import cast
from tests.journeys import window
from tests.journeys.person import BETWEEN_LOOKS, PATIENCE, Person

ROOT = Path(__file__).parents[2]
READY_WITHIN = 120.0
"""Seconds, on a machine that is busy with other tests."""

STOPPED_WITHIN = 60.0


@dataclass
class Run:
    """One run of the platform: its process, what it prints, and where its parts are."""

    directory: Path
    process: subprocess.Popen[str]
    printed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        # Somebody must read, or the platform would stand still once the pipe is full.
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def urls(self) -> dict[str, str]:
        """By name: web, user-cessation, social-media, aws, mongo."""
        return self._state()["urls"]

    @property
    def web(self) -> str:
        return self.urls["web"]

    def pid_of(self, name: str) -> int:
        """The process id of a program now: postgres, mongod, aws, relay, consumer, …"""
        return self._state()["processes"][name]

    def workers_of(self, name: str) -> list[int]:
        """The gunicorn workers of a service."""
        return [child.pid for child in psutil.Process(self.pid_of(name)).children()]

    def log_of(self, name: str) -> str:
        return (self.directory / "logs" / f"{name}.log").read_text()

    def descendants(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_WITHIN
        while "Ctrl-C stops everything" not in self.output:
            if self.process.poll() is not None:
                raise AssertionError(f"The platform did not start:\n{self.output}")
            if time.monotonic() > deadline:
                raise AssertionError(f"The platform is not ready yet:\n{self.output}")
            time.sleep(0.1)

    def stop(self) -> int:
        """Ask it to stop, as Ctrl-C does; return its exit code."""
        self.process.terminate()
        return self.wait()

    def wait(self) -> int:
        code = self.process.wait(STOPPED_WITHIN)
        self._reader.join(5)
        return code

    @property
    def output(self) -> str:
        return "".join(self.printed)

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as output:
            self.printed.extend(output)

    def _state(self) -> dict[str, dict]:
        return json.loads((self.directory / "running.json").read_text())


class Starter:
    """Starts runs of one platform: the same directory and the same ports each time."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.ports = Ports(*(free_port() for _ in fields(Ports)))

    def start(self) -> Run:
        ports = {f"{name.upper()}_PORT": str(port) for name, port in self.ports.items().items()}
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "deploy.local"),
                *("--directory", str(self.directory), "--quiet", "--with-parent"),
            ],
            cwd=ROOT,
            env={**os.environ, **ports, "COLUMNS": "100"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return Run(self.directory, process)


@pytest.fixture
def starter_in() -> type[Starter]:
    """For tests that run a platform in a directory they choose."""
    return Starter


@pytest.fixture
def starter(tmp_path: Path) -> Starter:
    """For tests that start and stop a platform themselves."""
    return Starter(tmp_path / "local")


@pytest.fixture(scope="session")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """A running platform that the tests of the session share."""
    run = Starter(tmp_path_factory.mktemp("platform") / "local").start()
    try:
        run.wait_until_ready()
        yield run
    finally:
        run.stop()


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Chromium as the system has it, without its own errands on the network."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    assert chromium, "install Chromium to run this test"
    return {
        "executable_path": chromium,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture
def open_window(browser: Browser, platform):
    """A window of its own for each person: nothing is shared but the platform."""
    contexts: list[BrowserContext] = []

    def open_at(path: str) -> Page:
        context = browser.new_context(base_url=platform.web, locale="en-GB", timezone_id="UTC")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(window.PATIENCE)
        page.goto(path)
        return page

    yield open_at
    for context in contexts:
        context.close()


@pytest.fixture
def eventually() -> Callable[[Callable[[], object]], None]:
    """Wait until something holds that an event on its way will bring about."""

    def wait(holds: Callable[[], object]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < deadline, "it never came true"
            time.sleep(BETWEEN_LOOKS)

    return wait


@pytest.fixture
def make_coach(platform: Run, eventually: Callable[[Callable[[], object]], None]):
    """Somebody new whom the administrator has made a coach."""

    @contextmanager
    def make() -> Iterator[Person]:
        with (
            Person(platform.web, name="Coach").join() as coach,
            Person(platform.web, email="admin@unlit.example") as admin,
        ):
            admin.sign_in(cast.PASSWORD).raise_for_status()
            admin.http.patch(
                f"/admin/users/{coach.user_id}", json={"role": "coach"}
            ).raise_for_status()
            # Who is a coach may be remembered for two seconds.
            eventually(lambda: coach.http.get("/coaching/members").is_success)
            yield coach

    return make


@pytest.fixture
def kill(platform: Run) -> Callable[[str], None]:
    """Kill a program of the platform, or one worker of a service, without a warning."""

    def victim(name: str) -> psutil.Process | None:
        try:
            program = psutil.Process(platform.pid_of(name))
            return next(iter(program.children()), program)
        except psutil.NoSuchProcess:  # killed before, and being started again
            return None

    def kill_one(name: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while (process := victim(name)) is None:
            assert time.monotonic() < deadline, f"{name} was not started again"
        process.kill()

    return kill_one
