"""Posts that can be hidden, people who write and report them, and those who decide."""

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from services.social_media.cases.models import Exhibit, Keeper
from services.social_media.keepers import KEEPERS
from services.social_media.moderation.models import SubjectKind
from services.social_media.people.models import Person
from shared.auth.roles import Role


class Wall:
    """A place with posts, as any feature has one that keeps what people write."""

    def __init__(self) -> None:
        self.posts: dict[uuid.UUID, Exhibit] = {}
        self.hidden: set[uuid.UUID] = set()

    def write(self, author: Person, text: str = "a post") -> str:
        post_id = uuid.uuid4()
        self.posts[post_id] = Exhibit(author.user_id, text)
        return str(post_id)

    def keeper(self) -> Keeper:
        def hide(db: Any, post_id: uuid.UUID, now: datetime) -> list[Any]:
            self.hidden.add(post_id)
            return []

        def release(db: Any, post_id: uuid.UUID, now: datetime) -> list[Any]:
            self.hidden.discard(post_id)
            return []

        return Keeper(lambda db, post_id, viewer: self.posts.get(post_id), hide, release)


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def keepers(wall: Wall) -> dict[SubjectKind, Keeper]:
    return {**KEEPERS, SubjectKind.POST: wall.keeper()}


@pytest.fixture
def author(make_person: Callable[..., Person]) -> Person:
    return make_person("Author")


@pytest.fixture
def reader(make_person: Callable[..., Person]) -> Person:
    return make_person("Reader")


@pytest.fixture
def moderator(make_person: Callable[..., Person]) -> Person:
    return make_person("Moderator", Role.MODERATOR)


@pytest.fixture
def report(api: Any, reader: Person) -> Callable[..., Any]:
    """Report a post; keyword arguments change the report."""

    def send(post_id: str, by: Person = reader, **changes: Any) -> Any:
        body = {"subject_kind": "post", "subject_id": post_id, "reason": "spam", **changes}
        return api(by, "POST", "/reports", body)

    return send


@pytest.fixture
def case_of(db: Any) -> Callable[[str], Any]:
    return lambda post_id: db.cases.find_one({"subject.id": uuid.UUID(post_id)})


@pytest.fixture
def decide(api: Any, moderator: Person) -> Callable[..., Any]:
    """Take a case and decide it."""

    def send(case_id: Any, by: Person = moderator, **changes: Any) -> Any:
        api(by, "POST", f"/moderation/cases/{case_id}/claim")
        body = {"reason": "spam", "hide": True, "note": "Advertising.", **changes}
        return api(by, "POST", f"/moderation/cases/{case_id}/decision", body)

    return send


@pytest.fixture
def told(api: Any) -> Callable[[Person], list[str]]:
    """The keys of what somebody was told, the newest first."""
    return lambda person: [
        item["title_key"] for item in api(person, "GET", "/notifications").json["items"]
    ]
