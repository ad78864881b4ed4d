"""What people may be told has a name that every client knows."""

import ast
from pathlib import Path
from typing import get_args

import pytest

from lambdas.scheduled import models as scheduled
from services.social_media.cases.models import AppealState
from services.social_media.people.models import TieState
from services.social_media.reports.models import ReportOutcome
from services.social_media.sanctions.models import SanctionKind
from services.user_cessation.appointments.models import Status
from services.user_cessation.crisis.templates import TEMPLATES
from shared.models.notices import TitleKey

ROOT = Path(__file__).parents[2]
CATALOGUES = ROOT / "frontend/src/i18n"

KINDS = {
    "appeal": set(AppealState) - {AppealState.OPEN},
    "appointment": set(Status),
    # That it ended is not told.
    "buddy": set(TieState) - {TieState.ENDED},
    "contact": set(TieState) - {TieState.ENDED},
    "crisis.reply": {template.code for template in TEMPLATES},
    # A milestone is an event of its own.
    "reminder": set(get_args(scheduled.Kind)) - {"milestone"},
    "report": set(ReportOutcome),
    "sanction": set(SanctionKind),
}
"""The kinds of things whose keys are put together as they are told. Types see all the others."""


def put_together():
    """The first word of each key that is put together anywhere."""
    for place in ("services", "lambdas"):
        for file in (ROOT / place).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "titled":
                    yield ast.literal_eval(node.args[0])


def test_every_key_that_is_put_together_is_looked_at_here():
    assert set(put_together()) == KINDS.keys()


@pytest.mark.parametrize("what", KINDS)
def test_every_kind_of_a_thing_has_a_key(what):
    assert {f"{what}.{kind}" for kind in KINDS[what]} <= set(get_args(TitleKey))


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_app_says_what_was_agreed_for_people_in_danger_word_for_word(language):
    said = (CATALOGUES / f"titles.{language}.ts").read_text()

    for template in TEMPLATES:
        assert f'"{getattr(template.words, language)}"' in said
