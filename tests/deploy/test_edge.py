"""The edge says from where somebody asks, and nobody else does."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import deploy
from shared.viewer import VIEWER_IP_HEADER, viewer_ip

FUNCTION = Path(deploy.__file__).with_name("edge") / "viewer.js"
LARGEST = 10_240
"""Bytes that CloudFront takes."""

KEPT = {"user-agent": {"value": "curl/8.5.0"}, "host": {"value": "unlit.example"}}


def at_the_edge(ip, headers):
    """What CloudFront sends on, of a request from that address."""
    event = {
        "version": "1.0",
        "context": {"eventType": "viewer-request"},
        "viewer": {"ip": ip},
        "request": {"method": "GET", "uri": "/api/v1/me", "headers": headers, "cookies": {}},
    }
    script = f"{FUNCTION.read_text()}\nconsole.log(JSON.stringify(handler({json.dumps(event)})))"
    run = subprocess.run(
        [shutil.which("node"), "-e", script], capture_output=True, timeout=30, check=True
    )
    return json.loads(run.stdout)


@pytest.mark.parametrize("ip", ["203.0.113.7", "2001:db8::1"])
@pytest.mark.parametrize(
    "said",
    [
        {},
        {"x-viewer-ip": {"value": "6.6.6.6"}},
        {
            "x-viewer-ip": {
                "value": "6.6.6.6",
                "multiValue": [{"value": "6.6.6.6"}, {"value": "7.7.7.7"}],
            }
        },
    ],
    ids=["nothing", "forged", "forged twice"],
)
def test_the_address_is_the_viewer_s_whatever_they_say(ip, said):
    passed_on = at_the_edge(ip, KEPT | said)

    header = VIEWER_IP_HEADER.lower()
    assert passed_on["headers"] == KEPT | {header: {"value": ip}}
    assert viewer_ip(passed_on["headers"][header]["value"]) == ip
    assert (passed_on["method"], passed_on["uri"]) == ("GET", "/api/v1/me")


def test_cloudfront_takes_it():
    assert len(FUNCTION.read_bytes()) < LARGEST
