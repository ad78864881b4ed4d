"""What people agree to is what they were shown: the hash that is stored is of the very sentence."""

from pathlib import Path

import pytest

from shared.models.consents import sentence

TEXTS = Path(__file__).parents[2] / "frontend" / "src" / "i18n"


@pytest.mark.parametrize("locale", ["en", "vi"])
@pytest.mark.parametrize(
    "purpose", ["terms", "health_data", "coach_sharing", "research", "marketing"]
)
def test_the_web_app_shows_the_sentence_that_is_recorded(locale, purpose):
    shown = (TEXTS / f"{locale}.ts").read_text()

    assert f'"{sentence(purpose, locale)}"' in shown
