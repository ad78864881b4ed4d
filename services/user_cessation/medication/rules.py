"""Whether labels may be shown to somebody, and which. No dose is ever worked out here.

Pure: no clock, no database, no web. Callers pass the date.
"""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from decimal import Decimal

from services.user_cessation.helplines.rules import SPOKEN
from services.user_cessation.medication import cautions
from services.user_cessation.medication.catalogue import LABELS
from services.user_cessation.medication.models import (
    Basis,
    CautionsOut,
    LabelRule,
    NrtInfoOut,
    NrtLabel,
    NrtLabelOut,
    NrtProduct,
    Smoker,
    Standing,
)
from services.user_cessation.words import Words

OF_AGE = 18
SMOKED = frozenset({"cigarette", "roll_up"})
"""What the labels mean by a cigarette."""


def age(birth_date: date, today: date) -> int:
    """In full years; who was born on a 29 February is a year older on 1 March."""
    had_it = (today.month, today.day) >= (birth_date.month, birth_date.day)
    return today.year - birth_date.year - (not had_it)


def standing(smoker: Smoker, today: date) -> Standing:
    """What may be shown: nothing to the young or to whoever had better ask, nor before asking."""
    if age(smoker.birth_date, today) < OF_AGE:
        return "professional"
    if smoker.codes is None:
        return "ask_first"
    general = {caution.code for caution in cautions.CAUTIONS if not caution.only}
    return "professional" if general & set(smoker.codes) else "information"


def ask_about(smoker: Smoker) -> list[NrtProduct]:
    """The products one of their answers is about."""
    answered = set(smoker.codes or ())
    asked = [each for each in cautions.CAUTIONS if each.code in answered]
    return [product for product in NrtProduct if any(product in each.only for each in asked)]


def may_follow(smoker: Smoker, product: str, today: date) -> bool:
    """Whether they may be shown anything about a product."""
    return standing(smoker, today) == "information" and product not in ask_about(smoker)


def offered(smoker: Smoker) -> list[NrtLabel]:
    """The labels of their country, without the products they had better ask about."""
    left_out = ask_about(smoker)
    country = SPOKEN.get(smoker.country or "", smoker.country)
    return [label for label in LABELS if label.country == country and label.product not in left_out]


def is_for(rule: LabelRule | None, smoker: Smoker) -> bool | None:
    """Whether a label is meant for somebody; None where their profile does not say enough."""
    if rule is None:
        return True
    value = _value(rule.basis, smoker)
    if value is None:
        return None
    return (
        (rule.over is None or value > rule.over)
        and (rule.at_least is None or value >= rule.at_least)
        and (rule.up_to is None or value <= rule.up_to)
        and (rule.below is None or value < rule.below)
    )


def needs(labels: Iterable[NrtLabel], smoker: Smoker) -> list[Basis]:
    """What a profile lacks for one of these labels to be chosen."""
    lacking = [
        label.rule.basis for label in labels if label.rule and is_for(label.rule, smoker) is None
    ]
    return list(dict.fromkeys(lacking))


def information(smoker: Smoker, today: date) -> NrtInfoOut:
    """The labels as they are, or a word on where to turn."""
    where = standing(smoker, today)
    labels = offered(smoker) if where == "information" else []
    return NrtInfoOut(
        standing=where,
        card=card(where, labels),
        country=smoker.country,
        labels=[shown(label) for label in labels if is_for(label.rule, smoker)],
        ask_about=ask_about(smoker) if where == "information" else [],
        needs=needs(labels, smoker),
        facts=list(cautions.FACTS) if where == "information" else [],
    )


def card(where: Standing, labels: Iterable[NrtLabel]) -> Words:
    if where == "ask_first":
        return cautions.ASK_FIRST
    if where == "professional":
        return cautions.PROFESSIONAL
    return cautions.CONFIRM if any(labels) else cautions.NO_LABELS


def shown(label: NrtLabel) -> NrtLabelOut:
    fields = asdict(label)
    del fields["rule"]
    return NrtLabelOut(**fields)


def questions(smoker: Smoker) -> CautionsOut:
    answered = set(smoker.codes or ())
    return CautionsOut(
        answered=smoker.codes is not None,
        codes=[each.code for each in cautions.CAUTIONS if each.code in answered],
        questions=list(cautions.CAUTIONS),
        version=smoker.version,
    )


def _value(basis: Basis, smoker: Smoker) -> Decimal | int | None:
    if smoker.product not in SMOKED:
        return None
    return smoker.units_per_day if basis == "cigarettes_per_day" else smoker.minutes_to_first
