"""The services as they are put together, for tests that look at them without a database."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from deploy.openapi import NOWHERE
from services.social_media.app import create_app as create_social_media
from services.social_media.settings import SocialMediaSettings
from services.user_cessation.app import create_app as create_user_cessation
from services.user_cessation.settings import CessationSettings


@pytest.fixture(scope="session", params=["user-cessation", "social-media"])
def service(
    request: Any, postgres_dsn: str, mongo_url: str, tmp_path_factory: Any
) -> Iterator[Flask]:
    """Each service in turn."""
    if request.param == "user-cessation":
        app: Flask = create_user_cessation(CessationSettings(**NOWHERE, postgres_dsn=postgres_dsn))
    else:
        mesh: Path = tmp_path_factory.mktemp("mesh")
        app = create_social_media(
            SocialMediaSettings(
                **NOWHERE,
                mongo_url=mongo_url,
                mesh_directory=mesh,
                media_bucket="nowhere",
                allowed_origins=frozenset(),
            )
        )
    yield app
    for close in app.extensions.get("close", ()):
        close()
    logging.getLogger("psycopg.pool").disabled = False
