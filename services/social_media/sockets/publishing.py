"""How a Flask route hands deliveries to whoever is connected."""

from collections.abc import Sequence
from typing import cast

from flask import current_app

from services.social_media.sockets.fanout import Delivery, Publish

EXTENSION = "publish"


def publish(deliveries: Sequence[Delivery]) -> None:
    """Publish through the app that serves this request."""
    cast(Publish, current_app.extensions[EXTENSION])(deliveries)
