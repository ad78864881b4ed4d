"""Events are a contract with releases that are still running and queues that are not empty."""

import json
from pathlib import Path

import pytest

from shared.models.events import Event, parse_event

SAMPLES = Path(__file__).parents[1] / "samples" / "events"


def names_of_events() -> set[str]:
    return {event.model_fields["type"].default for event in Event.__subclasses__()}


def test_every_event_has_a_sample():
    assert {sample.stem for sample in SAMPLES.glob("*.json")} == names_of_events()


@pytest.mark.parametrize("name", sorted(names_of_events()))
def test_a_sample_is_read_without_losing_anything(name):
    document = (SAMPLES / f"{name}.json").read_text()

    event = parse_event(document)

    assert json.loads(event.model_dump_json()) == json.loads(document)


@pytest.mark.parametrize("name", sorted(names_of_events()))
def test_a_field_of_a_later_release_is_no_obstacle(name):
    document = json.loads((SAMPLES / f"{name}.json").read_text())

    event = parse_event(json.dumps({**document, "added_later": 1}))

    assert event.type == name
