"""Accounts: what people may know and change of their own, and administrators of everyone's."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, Field, model_validator

from services.user_cessation.paging import Page, Place
from shared.auth.roles import Role
from shared.models.base import Input, Model, Name, Text

STAFF_SECOND_FACTOR = "STAFF_SECOND_FACTOR"
"""In the app's configuration: whether a role of staff takes a second factor."""

Locale = Literal["en", "vi"]
AccountStatus = Literal["unconfirmed", "incomplete", "active", "disabled"]


@dataclass(frozen=True, slots=True)
class Account:
    user_id: UUID
    email: str
    display_name: str
    role: Role
    status: AccountStatus
    locale: str
    created_at: datetime


class Patch(Input):
    """A change of at least one field; null is no value for any of them."""

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("must change something")
        if any(getattr(self, name) is None for name in self.model_fields_set):
            raise ValueError("null is not a value here; leave out what stays as it is")
        return self


class MeOut(Model):
    user_id: UUID
    email: str
    display_name: str
    role: Role
    locale: str
    created_at: AwareDatetime


class MePatch(Patch):
    display_name: Name | None = None
    locale: Locale | None = None


class UserOut(Model):
    user_id: UUID
    email: str
    display_name: str
    role: Role
    status: AccountStatus
    created_at: AwareDatetime


class UserPatch(Patch):
    role: Role | None = None
    status: Literal["active", "disabled"] | None = None


class UserPath(Input):
    user_id: UUID


class UsersPage(Page):
    after: Place | None = None
    email: Annotated[Text, Field(min_length=1, max_length=320)] | None = Field(
        default=None, description="The whole address."
    )


class Users(Model):
    items: list[UserOut]
    next: str | None
