"""The API answers as its own document says, whatever it is sent: no 5xx, no shape of its own.

`EXAMPLES=200` asks more of each operation than a run of the whole suite has time for.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.local.seed import cast
from deploy.openapi import DOCUMENT
from tests.journeys.person import Person

CONFIGURATION = Path(__file__).with_name("schemathesis.toml")
EXAMPLES = os.environ.get("EXAMPLES", "5")


@pytest.mark.timeout(3600)
def test_every_operation_keeps_to_the_document(platform, make_coach, tmp_path):
    with (
        Person(platform.web).join() as member,
        make_coach() as coach,
        Person(platform.web, email="admin@unlit.example") as admin,
    ):
        admin.sign_in(cast.PASSWORD).raise_for_status()
        done = subprocess.run(
            [
                *(
                    sys.executable,
                    "-c",
                    "from schemathesis.cli import schemathesis; schemathesis()",
                ),
                *("--config-file", str(CONFIGURATION), "run", str(DOCUMENT)),
                *("--url", platform.web, "--checks", "all", "--max-examples", EXAMPLES),
                *("--phases", "examples,coverage,fuzzing", "--workers", "2"),
                *("--continue-on-failure", "--seed", "1", "--warnings", "off"),
            ],
            env={
                **os.environ,
                "MEMBER_TOKEN": member.token,
                "COACH_TOKEN": coach.token,
                "ADMIN_TOKEN": admin.token,
            },
            cwd=tmp_path,  # it keeps notes where it runs
            capture_output=True,
            text=True,
        )

    found = "\n".join(line[:300] for line in (done.stdout + done.stderr).splitlines())
    assert done.returncode == 0, found[-20_000:]
