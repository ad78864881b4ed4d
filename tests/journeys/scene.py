"""What has happened before the API is questioned: there is something to ask of."""

import json
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from deploy.local.seed import cast
from tests.journeys.person import BETWEEN_LOOKS, PASSWORD, PATIENCE, Person

ALL_WEEK = [
    {"weekday": weekday, "windows": [{"starts": "00:00", "ends": "23:30"}]}
    for weekday in range(1, 8)
]


@contextmanager
def set_up(web: str) -> Iterator[dict[str, str]]:
    """What asking.py wants in its environment: who asks, each with some life behind them."""
    with ExitStack() as open_until_then:

        def sign_in(login: str) -> Person:
            person = Person(web, email=f"{login}@unlit.example")
            open_until_then.enter_context(person)
            person.sign_in(cast.PASSWORD).raise_for_status()
            return person

        member, friend, other, coach, admin = map(
            sign_in, ("tom", "aisha", "diego", "coach.sam", "admin")
        )
        leaver, eraser = (open_until_then.enter_context(Person(web).join()) for _ in range(2))
        _write(member, friend, other)
        _found(member, other)
        _ask(member, friend)
        _plan(member, coach)
        _do(member, "PUT", "/medication/cautions", {"codes": []})
        _judge(member, other, admin)
        _publish(coach, admin)
        seeded = {"member": member, "coach": coach, "admin": admin, "changer": friend}
        people = {
            **{who: [person.email, cast.PASSWORD] for who, person in seeded.items()},
            "starter": ["noah@unlit.example", cast.PASSWORD],
            "leaver": [leaver.email, PASSWORD],
            "eraser": [eraser.email, PASSWORD],
        }
        yield {
            "WEB": web,
            "PEOPLE": json.dumps(people),
            "BYSTANDER": sign_in("grace").user_id,
        }


def _write(*people: Person) -> None:
    """Everybody has a handle, has posted, and commented on themselves."""
    for number, person in enumerate(people):
        _do(person, "PUT", "/people/me/handle", {"handle": f"quiet_heron_{number}"})
        for text in ("The first coffee without.", "Slept well.", "A walk instead."):
            post = _do(person, "POST", "/posts", _new(text=text))["post"]
            _do(person, "POST", f"/posts/{post['post_id']}/comments", _new(text="And again."))


def _found(owner: Person, other: Person) -> None:
    """Two groups with both in them, each the owner of one."""
    for host, guest in ((owner, other), (other, owner)):
        group = _do(host, "POST", "/groups", _new(name="Early risers"))
        _do(guest, "POST", f"/groups/{group['group_id']}/joining")


def _ask(member: Person, friend: Person) -> None:
    """A friend asks to be a buddy."""
    _do(friend, "POST", "/buddies", {"user_id": member.user_id})


def _plan(member: Person, coach: Person) -> None:
    """The coach is there all week, and the member has a talk ahead."""
    _do(coach, "PUT", "/coaching/availability", {"weekly": ALL_WEEK})
    first, last = ((datetime.now(UTC).date() + timedelta(days=days)).isoformat() for days in (2, 5))
    path = f"/coaches/{coach.user_id}/slots?first={first}&last={last}"
    slot = _do(member, "GET", path)["items"][0]
    body = _new(kind="week_1", starts_at=slot["starts_at"])
    _do(member, "POST", "/coaching/appointments", body)


def _judge(member: Person, other: Person, admin: Person) -> None:
    """Cases wait, and of one the member knows the decision."""
    posts = {
        author: _do(author, "GET", f"/posts?author={author.user_id}")["items"]
        for author in (member, other)
    }
    for reporter, post in (
        *((member, post) for post in posts[other]),
        (other, posts[member][0]),
    ):
        report = {"subject_kind": "post", "subject_id": post["post_id"], "reason": "spam"}
        _do(reporter, "POST", "/reports", report)
    cases = _do(admin, "GET", "/moderation/cases")["items"]
    [case] = (
        case["case_id"] for case in cases if case["subject_id"] == posts[member][0]["post_id"]
    )
    _do(admin, "POST", f"/moderation/cases/{case}/claim")
    decision = {"reason": "spam", "hide": True, "note": "Advertising."}
    _do(admin, "POST", f"/moderation/cases/{case}/decision", decision)


def _publish(author: Person, reviewer: Person) -> None:
    """An article that somebody wrote and somebody else let through."""
    draft = {
        "slug": f"a-{uuid.uuid4().hex}",
        "title": {"en": "A day without", "vi": "Một ngày không thuốc"},
        "body": {"en": "It passes.", "vi": "Rồi sẽ qua."},
        "sources": [{"title": "A review", "url": "https://example.org/a/page"}],
        "review_by": (datetime.now(UTC).date() + timedelta(days=300)).isoformat(),
    }
    article = _do(author, "POST", "/editorial/articles", draft)["article_id"]
    for person, state in ((author, "in_review"), (reviewer, "published")):
        _do(person, "PUT", f"/editorial/articles/{article}/state", {"state": state})


def _do(person: Person, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    """Ask, and again while an event is on its way that makes it possible."""
    deadline = time.monotonic() + PATIENCE
    while not (reply := person.http.request(method, path, json=body)).is_success:
        assert time.monotonic() < deadline, f"{method} {path}: {reply.text}"
        time.sleep(BETWEEN_LOOKS)
    return reply.json() if reply.content else None


def _new(**fields: Any) -> dict[str, Any]:
    return {"client_id": str(uuid.uuid4()), **fields}
