"""Writes docs/before-launch.md, what a person has to confirm first: `python -m deploy.launch_doc`.

Every fact about health or help in our data carries `reviewed`; whatever does not say true is
listed, so nothing reaches people because somebody forgot to look.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from services.social_media.moderation.danger import DANGERS, Danger
from services.social_media.topics.models import Topic
from services.social_media.topics.texts import EVIDENCE, TOPICS
from services.user_cessation.assessment.catalogue import FORMS
from services.user_cessation.assessment.models import Form
from services.user_cessation.crisis.templates import TEMPLATES
from services.user_cessation.cutdown.notes import ABRUPT_WORKS_BETTER
from services.user_cessation.helplines.models import HelpLine
from services.user_cessation.helplines.numbers import ANYWHERE, BY_COUNTRY
from services.user_cessation.lessons.models import Lesson
from services.user_cessation.lessons.rules import LESSONS
from services.user_cessation.medication.catalogue import LABELS
from services.user_cessation.medication.cautions import CAUTIONS, FACTS
from services.user_cessation.medication.models import Caution, NrtLabel
from services.user_cessation.programme.messages import MESSAGES
from services.user_cessation.programme.models import Message
from services.user_cessation.programme.sources import SOURCES as PROGRAMME_SOURCES
from services.user_cessation.progress.notes import LIFE_REGAINED
from services.user_cessation.readiness.cards import CARDS
from services.user_cessation.readiness.models import ReadinessCard
from services.user_cessation.session_templates.models import Template
from services.user_cessation.session_templates.programme import PROGRAMME
from services.user_cessation.timeline.evidence import MILESTONES
from services.user_cessation.timeline.models import Milestone
from services.user_cessation.timeline.sources import SOURCES
from services.user_cessation.waves.models import Step
from services.user_cessation.waves.steps import STEPS
from services.user_cessation.words import Fact

PAGE = Path(__file__).parents[1] / "docs" / "before-launch.md"

HEAD = """\
# Check before launch

Generated from the data by `make docs`; do not edit. A person responsible compares each line with
its source, then sets `reviewed=True` where it is written, and it leaves this page.
"""


def page() -> str:
    """The whole page as Markdown."""
    lines = [line for country in BY_COUNTRY.values() for line in country] + list(ANYWHERE)
    return "\n".join(
        [
            HEAD,
            *_section("Help lines", _numbers(lines)),
            *_section("Health timeline", _milestones(MILESTONES)),
            *_section("Forms", _forms(FORMS)),
            *_section("Sessions with a coach", _sessions(PROGRAMME.values())),
            *_section("Words that sound like danger", _dangers(DANGERS)),
            *_section("Readiness cards", _cards(CARDS)),
            *_section("Labels of nicotine replacement", _labels(LABELS)),
            *_section("What to ask before showing them", _cautions(CAUTIONS)),
            *_section(
                "Facts beside plans and figures",
                _facts((*FACTS, ABRUPT_WORKS_BETTER, LIFE_REGAINED)),
            ),
            *_section("What somebody in danger is told", _facts(TEMPLATES)),
            *_section("Help in an urge", _steps(STEPS)),
            *_section("Lessons", _lessons(LESSONS)),
            *_section("Message programme", _messages(MESSAGES)),
            *_section("Topics of cohorts", _topics(TOPICS)),
        ]
    )


def _section(title: str, entries: Iterable[str]) -> list[str]:
    return [f"## {title}", "", *(f"- [ ] {entry}" for entry in entries), ""]


def _numbers(lines: Iterable[HelpLine]) -> Iterator[str]:
    for line in lines:
        if not line.reviewed:
            compared = f"compared {line.checked_on}" if line.checked_on else "never compared"
            where = line.number or line.url
            hours = f" {line.hours.en}" if line.hours else ""
            yield f"`{line.code}` {line.name.en} — {where}{hours} ({line.source}; {compared})"


def _milestones(milestones: Iterable[Milestone]) -> Iterator[str]:
    for each in milestones:
        if not each.reviewed:
            yield f"`{each.code}` {each.words.en} ({SOURCES[each.evidence].url})"


def _sessions(templates: Iterable[Template]) -> Iterator[str]:
    for template in templates:
        if not template.reviewed:
            points = ", ".join(point.code for point in template.points)
            yield f"`{template.kind}` {template.title.en}: {points} ({template.source})"


def _forms(forms: Iterable[Form]) -> Iterator[str]:
    for form in forms:
        if not form.reviewed:
            permit = "; needs its owner's permission" if form.needs_permission else ""
            yield f"`{form.code}` version {form.version}: {form.source}{permit}"


def _dangers(dangers: Iterable[Danger]) -> Iterator[str]:
    for danger in dangers:
        if not danger.reviewed:
            yield f"`{danger.code}` {danger.phrase}: {danger.level}; for a clinician to confirm"


def _cards(cards: Iterable[ReadinessCard]) -> Iterator[str]:
    for card in cards:
        if not card.reviewed:
            yield f"`{card.code}` {card.title.en} ({card.source})"


def _steps(steps: Iterable[Step]) -> Iterator[str]:
    for step in steps:
        if not step.reviewed:
            yield f"`{step.code}` {step.words.en} (quitnow.ca, the four D's; own wording)"


def _lessons(lessons: Iterable[Lesson]) -> Iterator[str]:
    for lesson in lessons:
        if not lesson.reviewed:
            yield f"`{lesson.code}` {lesson.title.en} (own wording; acceptance skills)"


def _messages(messages: Iterable[Message]) -> Iterator[str]:
    urls = {source.basis: source.url for source in PROGRAMME_SOURCES}
    for each in messages:
        if not each.reviewed:
            yield f"`{each.code}` {each.words.en} ({urls[each.basis]})"


def _labels(labels: Iterable[NrtLabel]) -> Iterator[str]:
    for label in labels:
        if not label.reviewed:
            compared = f"compared {label.checked_on}" if label.checked_on else "never compared"
            what = " ".join(part for part in (label.brand, label.product, label.strength) if part)
            yield f"`{label.code}` {what} ({label.source}, {label.url}; {compared})"


def _cautions(cautions: Iterable[Caution]) -> Iterator[str]:
    for caution in cautions:
        if not caution.reviewed:
            yield f"`{caution.code}` {caution.words.en} ({caution.source})"


def _facts(facts: Iterable[Fact]) -> Iterator[str]:
    for fact in facts:
        if not fact.reviewed:
            yield f"`{fact.code}` {fact.words.en} ({fact.source})"


def _topics(topics: Iterable[Topic]) -> Iterator[str]:
    for each in topics:
        if not each.reviewed:
            yield f"`{each.code}` {each.en} ({EVIDENCE})"


def main() -> None:
    PAGE.write_text(page())


if __name__ == "__main__":
    main()
