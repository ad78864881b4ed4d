"""What is in the repository, and what must never be."""

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = sorted(ROOT.glob("requirements/*.txt"))
SECRET = re.compile(
    r"AKIA[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY|sk_live_|whsec_[A-Za-z0-9]{16}"
)


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_requirement_is_pinned_by_hash_and_names_no_index(lock):
    entries = lock.read_text().replace("\\\n", " ").splitlines()
    requirements = [entry for entry in entries if entry and not entry.startswith(("#", " "))]

    assert requirements
    assert all("==" in entry and "--hash=sha256:" in entry for entry in requirements)
    assert not [entry for entry in entries if "://" in entry or entry.startswith("-")]


def test_the_deployables_use_the_versions_that_were_tested():
    def pins(lock):
        return set(re.findall(r"^(\S+==\S+)", lock.read_text(), re.MULTILINE))

    tested = pins(ROOT / "requirements" / "dev.txt")

    assert {lock.name: pins(lock) - tested for lock in LOCKS} == {
        lock.name: set() for lock in LOCKS
    }


def test_the_npm_lock_names_no_address():
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text())

    packages = lock["packages"].values()

    assert len(packages) > 100
    assert not [package for package in packages if "resolved" in package]
    assert all("integrity" in package for name, package in lock["packages"].items() if name)


def test_no_secret_is_committed():
    found = [
        path.relative_to(ROOT)
        for path in tracked_files()
        if path.is_file() and SECRET.search(path.read_text(errors="ignore"))
    ]

    assert found == [Path("tests/house/test_repository.py")] or found == []


def test_what_is_taken_out_of_a_queue_is_taken_as_an_array():
    """PostgreSQL may run `IN (SELECT … SKIP LOCKED)` anew for each row, whatever its LIMIT."""
    run_anew = re.compile(r"\bIN \(SELECT(?:[^()]|\([^()]*\))*SKIP LOCKED\)")
    code = (
        path
        for path in tracked_files()
        if path.suffix == ".py" and path.parts[len(ROOT.parts)] in {"lambdas", "services", "shared"}
    )

    assert not [path for path in code if run_anew.search(path.read_text())]


def test_every_make_target_says_what_it_does():
    makefile = (ROOT / "Makefile").read_text()

    targets = re.findall(r"^([a-z][a-z-]*):(.*)$", makefile, re.MULTILINE)

    assert {"run", "test", "reset", "check", "help"} <= {name for name, _ in targets}
    assert [name for name, rest in targets if "## " not in rest] == []
