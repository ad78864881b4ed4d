"""Programs are started, watched and stopped without leaving anyone behind."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import psutil
import pytest

from deploy.local import supervisor as supervising
from deploy.local.signals import Signals
from deploy.local.supervisor import Program, Supervisor, Trouble

SLEEPS = "import signal; print('up', flush=True); signal.pause()"
ROOT = Path(__file__).parents[3]


def program(name, script, **changes):
    return Program(name, [sys.executable, "-c", script], dict(os.environ), **changes)


@pytest.fixture
def echoed():
    return []


@pytest.fixture
def supervisor(tmp_path, echoed):
    made = Supervisor(tmp_path, Signals(), lambda name, line: echoed.append((name, line)))
    yield made
    made.stop()


def test_a_programs_output_goes_to_its_log_and_to_the_terminal(
    supervisor, echoed, tmp_path, wait_for
):
    supervisor.start(program("talker", SLEEPS))

    wait_for(lambda: ("talker", "up") in echoed)

    assert (tmp_path / "talker.log").read_text() == "up\n"


def test_a_dead_program_is_named_with_the_end_of_its_log(supervisor):
    supervisor.start(program("fragile", "print('the disk is gone'); raise SystemExit(3)"))

    with pytest.raises(Trouble, match=r"(?s)fragile ended with exit code 3.*the disk is gone"):
        supervisor.wait_for("fragile", lambda: False)


def test_waiting_has_an_end(supervisor):
    supervisor.start(program("silent", SLEEPS))

    with pytest.raises(Trouble, match="silent did not answer within 0 seconds"):
        supervisor.wait_for("silent", lambda: False, within=0.2)


def test_a_killed_program_that_may_restart_is_started_again(supervisor, echoed, wait_for):
    supervisor.start(program("relay", SLEEPS, restarts=True))
    wait_for(lambda: echoed.count(("relay", "up")) == 1)
    first = supervisor.pids["relay"]

    os.kill(first, signal.SIGKILL)
    wait_for(lambda: supervisor.check() or supervisor.pids["relay"] != first)

    wait_for(lambda: echoed.count(("relay", "up")) == 2)


def test_a_program_that_keeps_ending_is_given_up(supervisor):
    supervisor.start(program("relay", "raise SystemExit(1)", restarts=True))

    with pytest.raises(Trouble, match=f"{supervising.MOST_STARTS} times in a minute"):
        supervisor.wait_for("relay", lambda: False, within=20)


def test_what_was_started_last_is_stopped_first(supervisor, echoed, wait_for):
    says_goodbye = (
        "import signal\n"
        "def bye(*_): print('bye', flush=True); raise SystemExit\n"
        "signal.signal(signal.SIGTERM, bye); print('up', flush=True); signal.pause()"
    )
    supervisor.start(program("database", says_goodbye))
    supervisor.start(program("service", says_goodbye))
    wait_for(lambda: len(echoed) == 2)

    supervisor.stop()

    assert [name for name, line in echoed if line == "bye"] == ["service", "database"]


def test_a_program_that_ignores_us_is_killed_with_its_children(supervisor, echoed, wait_for):
    stubborn = f"""
import signal, subprocess, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", {SLEEPS!r}], stdout=subprocess.DEVNULL)
print(child.pid, flush=True)
signal.pause()
"""
    supervisor.start(program("stubborn", stubborn, patience=0.2))
    wait_for(lambda: echoed)
    grandchild = int(echoed[0][1])

    supervisor.stop()

    wait_for(lambda: not psutil.pid_exists(grandchild))
    assert not psutil.pid_exists(supervisor.pids["stubborn"])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux makes this promise")
def test_nobody_outlives_a_parent_that_was_killed(tmp_path, wait_for):
    parent_script = textwrap.dedent(f"""
        import os, sys, signal
        from pathlib import Path
        from deploy.local.signals import Signals
        from deploy.local.supervisor import Program, Supervisor
        supervisor = Supervisor(Path({str(tmp_path)!r}), Signals(), lambda name, line: print(
            supervisor.pids[name], flush=True))
        supervisor.start(Program("child", [sys.executable, "-c", {SLEEPS!r}], dict(os.environ)))
        signal.pause()
    """)
    with subprocess.Popen(
        [sys.executable, "-c", parent_script], stdout=subprocess.PIPE, cwd=ROOT
    ) as parent:
        child = int(parent.stdout.readline())

        parent.kill()

    wait_for(lambda: not psutil.pid_exists(child))
