"""Posts and comments: what they are, and the shapes in which they come in and go out."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import AwareDatetime, Field, StrictBool, model_validator

from services.social_media.people.models import PersonOut
from services.social_media.pictures.models import ImageOut
from services.social_media.reactions.models import TallyOut
from services.social_media.topics.models import DailyTopicOut
from shared.models.base import Input, Model, Text, Whole
from shared.models.ids import UserId

LONGEST_POST = 4_000
LONGEST_COMMENT = 2_000
"""Code points."""
MOST_IMAGES = 4
MOST_EDITS = 20

PostText = Annotated[Text, Field(max_length=LONGEST_POST)]
CommentText = Annotated[Text, Field(min_length=1, max_length=LONGEST_COMMENT)]
Version = Annotated[Whole, Field(ge=1, le=2**31)]


class Visibility(StrEnum):
    EVERYONE = "everyone"
    CONTACTS = "contacts"
    GROUP = "group"
    """Those in one group or cohort."""


class PostState(StrEnum):
    PUBLISHED = "published"
    HELD = "held"
    """A moderator looks at it first; its author alone sees it."""
    HIDDEN = "hidden"
    """A moderator took it away; its author alone sees it."""
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Edition:
    """What a text was, until then."""

    text: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Post:
    post_id: UUID
    author: UserId | None
    """None for a topic, which is the house's own, and for someone who is no longer here."""
    text: str
    images: tuple[UUID, ...]
    milestone: str | None
    topic: int | None
    is_anonymous: bool
    visibility: Visibility
    room_id: UUID | None
    state: PostState
    at: datetime
    edited_at: datetime | None
    edits: tuple[Edition, ...]
    version: int

    @property
    def shown_author(self) -> UserId | None:
        """Whoever others may know it is by."""
        return None if self.is_anonymous else self.author


@dataclass(frozen=True, slots=True)
class Comment:
    comment_id: UUID
    post_id: UUID
    author: UserId | None
    is_by_author: bool
    """Whether it is by whoever wrote the post."""
    is_anonymous: bool
    text: str
    state: PostState
    at: datetime
    edited_at: datetime | None
    edits: tuple[Edition, ...]
    version: int

    @property
    def shown_author(self) -> UserId | None:
        return None if self.is_anonymous else self.author


# What comes in


class NewPost(Input):
    client_id: UUID
    """Made by the client, so that sending it again makes no second post."""
    text: PostText = ""
    images: Annotated[list[UUID], Field(max_length=MOST_IMAGES)] = Field(default_factory=list)
    milestone: Annotated[Text, Field(min_length=1, max_length=100)] | None = None
    anonymous: StrictBool = False
    visibility: Visibility = Visibility.EVERYONE
    room_id: UUID | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.text.strip() or self.images or self.milestone):
            raise ValueError("must have a text, a picture or a milestone")
        if (self.visibility is Visibility.GROUP) != (self.room_id is not None):
            raise ValueError("room_id goes with visibility group, and only with that")
        if self.anonymous and self.visibility is Visibility.CONTACTS:
            raise ValueError("among contacts nobody is anonymous")
        if self.anonymous and (self.images or self.milestone):
            raise ValueError("a picture or a milestone can tell whose it is")
        return self


class PostEdit(Input):
    """`version` is the one that was read; whoever changed it meanwhile comes first."""

    version: Version
    text: PostText


class NewComment(Input):
    client_id: UUID
    text: CommentText


class CommentEdit(Input):
    version: Version
    text: CommentText


class PostPath(Input):
    post_id: UUID


class CommentPath(Input):
    comment_id: UUID


class FeedQuery(Input):
    limit: int = Field(default=20, ge=1, le=50)
    after: UUID | None = None


class PostsQuery(Input):
    """Those of one person, or of one room."""

    author: UUID | None = None
    room: UUID | None = None
    limit: int = Field(default=20, ge=1, le=50)
    after: UUID | None = None

    @model_validator(mode="after")
    def _of_one(self) -> Self:
        if (self.author is None) == (self.room is None):
            raise ValueError("needs either author or room")
        return self


class CommentsQuery(Input):
    limit: int = Field(default=50, ge=1, le=100)
    after: UUID | None = None


# What goes out


class RoomRef(Model):
    room_id: UUID
    name: str


class PostOut(Model):
    """`author` is null for an anonymous post and for a topic. Texts are plain, never markup."""

    post_id: UUID
    author: PersonOut | None
    is_mine: bool
    anonymous: bool
    text: str
    images: list[ImageOut]
    milestone: str | None
    topic: DailyTopicOut | None
    visibility: Visibility
    room: RoomRef | None
    state: PostState
    at: AwareDatetime
    edited_at: AwareDatetime | None
    version: int
    comments: int
    reactions: TallyOut


class PostedOut(Model):
    post: PostOut
    help_offered: bool
    """Whether the author should see at once where help is."""


class PostList(Model):
    items: list[PostOut]
    next: str | None


class HomeOut(Model):
    """What is new for me, and on the first page something worth reading whoever posts."""

    today: DailyTopicOut | None
    picks: list[PostOut]
    """What helped others lately."""
    items: list[PostOut]
    next: str | None


class EditionOut(Model):
    text: str
    until: AwareDatetime


class EditionList(Model):
    items: list[EditionOut]
    next: str | None


class CommentOut(Model):
    comment_id: UUID
    post_id: UUID
    author: PersonOut | None
    is_mine: bool
    is_by_author: bool
    text: str
    state: PostState
    at: AwareDatetime
    edited_at: AwareDatetime | None
    version: int
    reactions: TallyOut


class CommentedOut(Model):
    comment: CommentOut
    help_offered: bool


class CommentList(Model):
    items: list[CommentOut]
    next: str | None
