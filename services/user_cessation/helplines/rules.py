"""Which help lines belong to a country.

Pure: no clock, no database, no web.
"""

from services.user_cessation.helplines.models import HelpLine
from services.user_cessation.helplines.numbers import ANYWHERE, BY_COUNTRY

SPOKEN = {"UK": "GB"}
"""Not a country's code, but the one everybody there would try."""


def lines_for(country: str | None) -> tuple[HelpLine, ...]:
    """Crisis lines first; a directory where we know none, so nobody is left with nothing."""
    code = SPOKEN.get(country or "", country or "")
    return BY_COUNTRY.get(code, ANYWHERE)
