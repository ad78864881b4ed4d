"""The page about the socket is the one the models of its frames make."""

import json
import re

import jsonschema

from deploy.socket_doc import PAGE, page
from services.social_media.chat.socket_models import CLIENT_FRAMES, SERVER_FRAMES


def test_the_socket_page_is_up_to_date():
    assert PAGE.read_text() == page(), "run `make docs`"


def test_every_frame_is_described_and_its_schema_is_one():
    text = page()

    for name, model in (CLIENT_FRAMES | SERVER_FRAMES).items():
        assert f"### `{name}`" in text
        assert model.__doc__, name
    for schema in re.findall(r"```json\n(.*?)```", text, re.DOTALL):
        jsonschema.Draft202012Validator.check_schema(json.loads(schema))
