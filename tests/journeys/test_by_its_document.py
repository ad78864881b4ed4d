"""The API answers as its own document says, whatever it is sent: no 5xx, no shape of its own.

`EXAMPLES=200` asks more of each operation than a run of the whole suite has time for.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from deploy.openapi import DOCUMENT
from tests.journeys import scene

HERE = Path(__file__).parent
EXAMPLES = os.environ.get("EXAMPLES", "3")
SEED = os.environ.get("SEED", "1")

OUT_OF_REACH = yaml.safe_load((HERE / "out_of_reach.yaml").read_text())
"""Operations that nobody gets a yes from by asking, and why."""


def operations():
    document = json.loads(DOCUMENT.read_text())
    return {
        f"{method.upper()} {path}" for path, item in document["paths"].items() for method in item
    }


@pytest.fixture
def platform_of_its_own(starter):
    """Everything is done to the people of it, by an administrator too; other tests need theirs."""
    run = starter.start()
    try:
        run.wait_until_ready()
        yield run
    finally:
        run.stop()


@pytest.mark.timeout(7200)
def test_every_operation_keeps_to_the_document(platform_of_its_own, tmp_path):
    answers = tmp_path / "answers"
    with scene.set_up(platform_of_its_own.web) as setting:
        done = subprocess.run(
            [
                *(
                    sys.executable,
                    "-c",
                    "from schemathesis.cli import schemathesis; schemathesis()",
                ),
                *("--config-file", str(HERE / "schemathesis.toml"), "run", str(DOCUMENT)),
                *("--url", setting["WEB"], "--checks", "all", "--max-examples", EXAMPLES),
                *("--phases", "examples,coverage,fuzzing", "--workers", "2"),
                *("--continue-on-failure", "--seed", SEED, "--warnings", "off"),
            ],
            env={
                **os.environ,
                **setting,
                "ANSWERS": str(answers),
                "SCHEMATHESIS_HOOKS": "tests.journeys.asking",
                "PYTHONPATH": str(HERE.parents[1]),
            },
            cwd=tmp_path,  # it keeps notes where it runs
            capture_output=True,
            text=True,
        )

    found = "\n".join(line[:300] for line in (done.stdout + done.stderr).splitlines())
    assert done.returncode == 0, found[-20_000:]

    # A question that nobody may ask, or about nothing, would find nothing.
    lines = (line.split(" ", 1) for line in answers.read_text().splitlines())
    said_yes = {operation for status, operation in lines if status.startswith("2")}
    reached = said_yes & operations()
    assert reached == operations() - set(OUT_OF_REACH)


def test_what_is_out_of_reach_is_in_the_document():
    assert set(OUT_OF_REACH) <= operations()
