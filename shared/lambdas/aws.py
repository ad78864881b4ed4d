"""Clients of AWS, from botocore alone: boto3 would bring a second of everything we do not use."""

from typing import Any

from botocore.config import Config
from botocore.session import get_session


def client(service: str, region: str, config: Config) -> Any:
    """A client of one service, with the credentials the function's role gives it."""
    return get_session().create_client(service, region_name=region, config=config)
