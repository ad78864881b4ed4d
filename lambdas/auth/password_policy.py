"""Which passwords we take: long ones that nobody would try first. No rules about characters."""

from functools import cache
from pathlib import Path

from lambdas.auth import rules
from shared.models.problem import Invalid

COMMON_PASSWORDS = Path(__file__).with_name("common_passwords.txt")
"""What attackers try first: words and numbers that common passwords are made of, in lower case."""


def check(password: str, field: str, *, email: str, display_name: str) -> None:
    """Raise Invalid, naming `field`, when a password is too easy to guess."""
    if rules.is_personal(password, email=email, display_name=display_name):
        raise unfit(field, "must not contain your name or your e-mail address")
    if rules.is_predictable(password, _common()):
        raise unfit(field, "is among the first that an attacker would try")


def unfit(field: str, message: str = "cannot be used as a password") -> Invalid:
    return Invalid("Choose another password.", errors=[{"field": field, "message": message}])


@cache
def _common() -> frozenset[str]:
    return frozenset(COMMON_PASSWORDS.read_text().split())
