"""What nobody has confirmed yet is on one page, and the page is the one the data makes."""

from deploy.launch_doc import PAGE, page
from services.social_media.moderation.danger import DANGERS
from services.social_media.topics.texts import TOPICS
from services.user_cessation.crisis.templates import TEMPLATES
from services.user_cessation.helplines.numbers import BY_COUNTRY
from services.user_cessation.lessons.rules import LESSONS
from services.user_cessation.medication.catalogue import LABELS
from services.user_cessation.medication.cautions import CAUTIONS, FACTS
from services.user_cessation.progress.notes import LIFE_REGAINED
from services.user_cessation.readiness.cards import CARDS
from services.user_cessation.timeline.evidence import MILESTONES
from services.user_cessation.waves.steps import STEPS


def test_the_page_of_what_to_check_is_up_to_date():
    assert PAGE.read_text() == page(), "run `make docs`"


def test_whatever_is_not_reviewed_is_on_it_and_nothing_else():
    lines = [line for country in BY_COUNTRY.values() for line in country]
    facts = [
        *MILESTONES,
        *lines,
        *DANGERS,
        *CARDS,
        *LABELS,
        *CAUTIONS,
        *FACTS,
        LIFE_REGAINED,
        *STEPS,
        *LESSONS,
    ]
    facts += [*TOPICS, *TEMPLATES]

    text = page()

    assert {fact.code: f"`{fact.code}`" in text for fact in facts} == {
        fact.code: not fact.reviewed for fact in facts
    }
