"""One line of JSON for each fact, whatever somebody tries to write into it."""

import io
import json
from uuid import UUID

import pytest
from aws_lambda_powertools import Logger

from shared.observability.logs import logger, request_id_from


@pytest.fixture
def lines():
    """The lines a logger of ours has written."""
    stream = io.StringIO()
    log = logger("tests-of-logs")
    assert isinstance(log, Logger)
    handler = log.registered_handler
    before = handler.setStream(stream)
    yield log, lambda: [json.loads(line) for line in stream.getvalue().split("\n") if line]
    handler.setStream(before)


def test_a_fact_is_one_line_with_its_keys(lines):
    log, written = lines

    log.info("event handled", event_type="slip.recorded.v1")

    [line] = written()
    assert line["message"] == "event handled"
    assert line["event_type"] == "slip.recorded.v1"
    assert line["service"] == "tests-of-logs"
    assert line["level"] == "INFO"
    assert line["timestamp"].endswith(("Z", "+00:00"))


def test_nobody_writes_a_line_of_their_own(lines):
    log, written = lines

    log.info("request", route='/x\n{"level":"ERROR","message":"forged"}\r\u2028')

    [line] = written()
    assert line["message"] == "request"


@pytest.mark.parametrize("harmless", ["a", "Req-1.a_b", "0190a6f2-7c1e-7b5a", "x" * 64])
def test_a_harmless_request_id_is_kept(harmless):
    assert request_id_from(harmless) == harmless


@pytest.mark.parametrize("odd", [None, "", " ", "-x", ".x", "a b", "a\nb", "x" * 65, "é", "a\n"])
def test_any_other_is_replaced(odd):
    assert UUID(request_id_from(odd)).version == 7
