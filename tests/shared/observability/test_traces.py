"""A worker loads the tracer when X-Ray samples a request, and not before."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import os, sys
os.environ.pop("POWERTOOLS_TRACE_DISABLED", None)
from shared.observability.traces import traced
call = traced("tests", lambda event, context: event["answer"])
assert call({"answer": 7}, None) == 7
print("aws_xray_sdk" in sys.modules)
"""


@pytest.mark.parametrize(
    ("trace_id", "is_loaded"),
    [
        (None, "False"),
        ("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0", "False"),
        ("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1", "True"),
    ],
)
def test_the_tracer_is_loaded_for_sampled_requests_alone(trace_id, is_loaded):
    environment = {"LAMBDA_TASK_ROOT": "/var/task"} if trace_id else {}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[3],
        env={**environment, **({"_X_AMZN_TRACE_ID": trace_id} if trace_id else {})},
    )

    assert done.stdout.split() == [is_loaded]
