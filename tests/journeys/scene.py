"""What has happened before the API is questioned: there is something to ask of."""

import json
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import httpx

from deploy.local.seed import cast
from tests.journeys.before import Values, draft, new
from tests.journeys.person import BETWEEN_LOOKS, PASSWORD, PATIENCE, Person

GOOD_CARD = "4242424242424242"

SEEDED = {
    "member": "tom",
    "other": "diego",
    "changer": "aisha",
    "starter": "noah",
    "rater": "fatima",
    "bystander": "grace",
    "coach": "coach.sam",
    "deputy": "coach.linh",
    "admin": "admin",
}
NEW = ("leaver", "eraser", "judge")


@contextmanager
def set_up(web: str) -> Iterator[dict[str, str]]:
    """What asking.py wants in its environment: who asks, each with some life behind them."""
    with ExitStack() as until_then:
        people = {}
        for who, login in SEEDED.items():
            people[who] = until_then.enter_context(Person(web, email=f"{login}@unlit.example"))
            people[who].sign_in(cast.PASSWORD).raise_for_status()
        for who in NEW:
            people[who] = until_then.enter_context(Person(web).join())

        member, other, changer, admin = (
            people[who] for who in ("member", "other", "changer", "admin")
        )
        _do(admin, "PATCH", f"/admin/users/{people['judge'].user_id}", {"role": "moderator"})
        _write(member, other, people["deputy"])
        _found(member, other)
        _do(changer, "POST", "/buddies", {"user_id": member.user_id})
        _pay(member)
        _do(other, "POST", "/privacy/exports")
        _judge(member, other, admin)
        _publish(people["coach"], admin)
        passwords = dict.fromkeys(SEEDED, cast.PASSWORD) | dict.fromkeys(NEW, PASSWORD)
        yield {
            "WEB": web,
            "ACCOUNTS": json.dumps(
                {who: (person.email, passwords[who]) for who, person in people.items()}
            ),
            "BYSTANDER": people["bystander"].user_id,
        }


def _write(*people: Person) -> None:
    """Everybody has posted, and commented on themselves."""
    for person in people:
        for text in ("The first coffee without.", "Slept well.", "A walk instead."):
            post = _do(person, "POST", "/posts", new(text=text))["post"]
            _do(person, "POST", f"/posts/{post['post_id']}/comments", new(text="And again."))


def _found(*people: Person) -> None:
    """Two groups with both in them, each the owner of one."""
    for host, guest in (people, reversed(people)):
        group = _do(host, "POST", "/groups", new(name="Early risers"))
        _do(guest, "POST", f"/groups/{group['group_id']}/joining")


def _pay(member: Person) -> None:
    """For meetings with a coach."""
    wanted = {"plan_id": "coaching_monthly", "currency": "USD"}
    once = {"Idempotency-Key": str(uuid.uuid4())}
    reply = member.http.post("/billing/checkout", json=wanted, headers=once)
    reply.raise_for_status()
    httpx.post(reply.json()["url"], data={"card": GOOD_CARD})


def _judge(member: Person, other: Person, admin: Person) -> None:
    """Cases wait, and of two the member knows the decision."""
    posts = {
        author: [
            post["post_id"]
            for post in _do(author, "GET", f"/posts?author={author.user_id}")["items"]
        ]
        for author in (member, other)
    }
    for reporter, post in (
        *((member, post) for post in posts[other]),
        *((other, post) for post in posts[member][:2]),
    ):
        report = {"subject_kind": "post", "subject_id": post, "reason": "spam"}
        _do(reporter, "POST", "/reports", report)
    for case in _do(admin, "GET", "/moderation/cases")["items"]:
        if case["subject_id"] in posts[member]:
            path = f"/moderation/cases/{case['case_id']}"
            _do(admin, "POST", f"{path}/claim")
            decision = {"reason": "spam", "hide": True, "note": "Advertising."}
            _do(admin, "POST", f"{path}/decision", decision)


def _publish(author: Person, reviewer: Person) -> None:
    """An article that somebody wrote and somebody else let through."""
    article = _do(author, "POST", "/editorial/articles", draft())["article_id"]
    for person, state in ((author, "in_review"), (reviewer, "published")):
        _do(person, "PUT", f"/editorial/articles/{article}/state", {"state": state})


def _do(person: Person, method: str, path: str, body: Values | None = None) -> Any:
    """Ask, and again while an event is on its way that makes it possible."""
    deadline = time.monotonic() + PATIENCE
    while not (reply := person.http.request(method, path, json=body)).is_success:
        assert time.monotonic() < deadline, f"{method} {path}: {reply.text}"
        time.sleep(BETWEEN_LOOKS)
    return reply.json() if reply.content else None
