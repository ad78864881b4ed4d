"""What the auth endpoints take and give."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, EmailStr, Field, StrictBool

from shared.auth.roles import Role
from shared.models.base import Input, Model, Name, Text
from shared.models.ids import UserId
from shared.models.places import Country, TimeZone

LONGEST_EMAIL = 128
"""Characters Cognito takes as a user name."""

LONGEST_LOCAL_PART = 64
"""Characters before the @ (RFC 5321)."""

_PLAIN_ADDRESS = re.compile(r"[^\s<>\"@]+@[^\s<>\"@]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _plain(address: object) -> object:
    # The validator behind EmailStr would also take "Name <address>" and surrounding space.
    if isinstance(address, str) and not _PLAIN_ADDRESS.fullmatch(address):
        raise ValueError("must be an e-mail address alone")
    return address


def _one_spelling(address: str) -> str:
    if not address.isascii() or len(address) > LONGEST_EMAIL:
        raise ValueError(f"must be at most {LONGEST_EMAIL} ASCII characters")
    if address.index("@") > LONGEST_LOCAL_PART:
        raise ValueError(f"must have at most {LONGEST_LOCAL_PART} characters before the @")
    return address.lower()


def _day_as_text(value: object) -> object:
    # A number would be taken for seconds since 1970.
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("must be a date such as 1990-12-31")
    return value


Email = Annotated[EmailStr, BeforeValidator(_plain), AfterValidator(_one_spelling)]
AnyPassword = Annotated[Text, Field(min_length=1, max_length=256)]
"""Exactly the characters somebody typed: never trimmed, cut or changed."""
NewPassword = Annotated[Text, Field(min_length=10, max_length=256)]
Code = Annotated[Text, Field(min_length=1, max_length=64, pattern=r"^\S+$")]
FactorDigits = Annotated[str, Field(pattern=r"^[0-9]{6}$")]
RefreshToken = Annotated[Text, Field(min_length=1, max_length=8_192)]
BirthDate = Annotated[date, BeforeValidator(_day_as_text), Field(ge=date(1900, 1, 1))]
Locale = Literal["en", "vi"]


class Consents(Input):
    """Every question is answered by itself; two answers must be yes to use the platform."""

    terms: StrictBool
    health_data: StrictBool
    coach_sharing: StrictBool
    research: StrictBool = False
    marketing: StrictBool = False


class Completion(Input):
    """What we ask of everybody, however they sign in."""

    display_name: Name
    birth_date: BirthDate
    time_zone: TimeZone
    country: Country
    locale: Locale
    consents: Consents


class Registration(Completion):
    email: Email
    password: NewPassword


class Confirmation(Input):
    email: Email
    code: Code


class Address(Input):
    email: Email


class Credentials(Input):
    email: Email
    password: AnyPassword
    client: Literal["web", "native"] = "web"


class Renewal(Input):
    """Native clients send the refresh token; a browser sends its cookie and an empty object."""

    refresh_token: RefreshToken | None = None


class Reset(Input):
    email: Email
    code: Code
    password: NewPassword


class PasswordChange(Input):
    current_password: AnyPassword
    new_password: NewPassword


class Password(Input):
    """The password once more, for what a borrowed screen must not be enough for."""

    password: AnyPassword


class FactorCode(Input):
    code: FactorDigits


class SecondStep(Input):
    """The challenge that came with `second_factor_needed`, and the code the app shows."""

    challenge: Annotated[Text, Field(min_length=20, max_length=100)]
    code: FactorDigits
    client: Literal["web", "native"] = "web"


class FactorSetup(Model):
    secret: str = Field(description="Base32, for typing in.")
    uri: str = Field(description="The same as a key URI, for a QR code.")


class SessionOut(Model):
    """A sign-in that can still be carried on."""

    session_id: UUID
    user_agent: str
    second_factor: bool
    began_at: AwareDatetime
    last_used_at: AwareDatetime
    ends_at: AwareDatetime
    is_this_one: bool


class Sessions(Model):
    items: list[SessionOut]


class ConfirmationSent(Model):
    status: Literal["confirmation_sent"] = "confirmation_sent"


class CodeSent(Model):
    status: Literal["code_sent"] = "code_sent"


class Person(Model):
    user_id: UUID
    display_name: str
    role: Role


class SignedIn(Model):
    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - a scheme, no secret
    expires_in: int
    refresh_token: str | None = None
    user: Person
    missing: Literal["registration"] | None = Field(
        default=None, description="What has to be done before anything else is let through."
    )


class Federation(Model):
    is_on: bool = Field(description="Whether one can sign in by way of another provider.")


class Departure(Model):
    authorize_url: str = Field(description="Where the browser goes next.")


class Return(Input):
    """What the provider's address came back with: a code, or an error in its place."""

    state: Annotated[Text, Field(min_length=20, max_length=100)]
    code: Annotated[Text, Field(min_length=1, max_length=2_048)] | None = None


@dataclass(frozen=True, slots=True)
class Account:
    user_id: UserId
    email: str
    display_name: str
    locale: str
    role: str
    status: Literal["unconfirmed", "incomplete", "active", "disabled"]
