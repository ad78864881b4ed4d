"""How a route finds whoever keeps things of a kind."""

from typing import cast

from flask import current_app

from services.social_media.cases.models import Keepers

EXTENSION = "keepers"


def keepers() -> Keepers:
    """Those of the app that serves this request."""
    return cast(Keepers, current_app.extensions[EXTENSION])
