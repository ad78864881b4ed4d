"""Where someone lives: the country decides law and money, the time zone when their day begins."""

from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import AfterValidator


@cache
def time_zones() -> frozenset[str]:
    """Names of the IANA time zone database, from the same package `zoneinfo` falls back to."""
    return frozenset((files("tzdata") / "zones").read_text().split())


@cache
def countries() -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes."""
    lines = (files("tzdata.zoneinfo") / "iso3166.tab").read_text().splitlines()
    return frozenset(line.split("\t")[0] for line in lines if line and not line.startswith("#"))


def _known_time_zone(name: str) -> str:
    if name not in time_zones():
        raise ValueError("must be an IANA time zone, such as Asia/Ho_Chi_Minh")
    return name


def _known_country(code: str) -> str:
    if code not in countries():
        raise ValueError("must be an ISO 3166 country code, such as VN")
    return code


TimeZone = Annotated[str, AfterValidator(_known_time_zone)]
Country = Annotated[str, AfterValidator(_known_country)]
