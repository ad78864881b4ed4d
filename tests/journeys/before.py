"""What has to happen just before a question, for the answer to be yes.

What is to be taken back, say, must have been given.
"""

import random
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.journeys.askers import Askers
from tests.journeys.known import Known
from tests.journeys.person import PASSWORD, Person

Values = dict[str, Any]

UNASKED = ("emma", "peter", "yuki")
"""People of the demo's cohort who ask nothing."""


@dataclass(frozen=True, slots=True)
class World:
    """The people who ask, and what the API has told them so far."""

    people: Askers
    known: Known
    chance: random.Random


def ask(person: Person, method: str, path: str, body: Values | None = None) -> Any:
    """What is answered, or an httpx.HTTPStatusError."""
    reply = person.http.request(method, path, json=body)
    reply.raise_for_status()
    return reply.json() if reply.content else None


def new(**fields: Any) -> Values:
    return {"client_id": str(uuid.uuid4()), **fields}


def in_(**span: float) -> str:
    """A full hour, so long from now."""
    moment = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(**span)
    return moment.isoformat()


def day(days: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()


def draft() -> Values:
    return {
        "slug": f"a-{uuid.uuid4().hex}",
        "title": {"en": "A day without", "vi": "Một ngày không thuốc"},
        "body": {"en": "It passes.", "vi": "Rồi sẽ qua."},
        "sources": [{"title": "A review", "url": "https://example.org/a/page"}],
        "review_by": day(300),
    }


# Signing in


def confirming(world: World) -> Values:
    with Person(world.people.web) as person:
        person.register().raise_for_status()
        return {"email": person.email, "code": person.code_from_mail()}


def resetting(world: World) -> Values:
    leaver = world.people["leaver"]
    ask(leaver, "POST", "/auth/forgot", {"email": leaver.email})
    return {"email": leaver.email, "code": leaver.code_from_mail(), "password": PASSWORD}


def refreshing(world: World) -> Values:
    body = {"email": world.people["leaver"].email, "password": PASSWORD, "client": "native"}
    answer = ask(world.people["leaver"], "POST", "/auth/login", body)
    return {"refresh_token": answer["refresh_token"]}


# Quitting


def told(world: World) -> Values:
    slip = new(smoked_at=in_(hours=-1), cigarettes=1)
    return {"slip_id": ask(world.people["member"], "POST", "/slips", slip)["slip_id"]}


def every_pair(world: World) -> Values:
    member = world.people["member"]
    pair = new(trigger="Coffee", response="Tea instead")
    member.http.post("/quit-plan/coping-pairs", json=pair)  # refused once there are many
    pairs = ask(member, "GET", "/quit-plan/coping-pairs")["items"]
    return {"pair_ids": [pair["pair_id"] for pair in reversed(pairs)]}


def pack(world: World) -> Values:
    starter = world.people["starter"]
    ask(starter, "PUT", "/medication/cautions", {"codes": []})
    label = ask(starter, "GET", "/medication/nicotine-replacement")["labels"][0]
    return {"product": label["product"], "label_code": label["code"], "started_on": day(0)}


def copied(world: World) -> Values:
    exports = ask(world.people["other"], "GET", "/privacy/exports")["items"]
    return {"export_id": exports[0]["export_id"]}


# Coaching


def free_time(world: World) -> Values:
    coach = world.people["coach"].user_id
    path = f"/coaches/{coach}/slots?first={day(2)}&last={day(14)}"
    slots = ask(world.people["member"], "GET", path)["items"]
    return {"starts_at": world.chance.choice(slots)["starts_at"]}


def meeting(world: World) -> Values:
    return {"kind": "week_2", **free_time(world)}


def booked(world: World) -> Values:
    body = new(**meeting(world))
    made = ask(world.people["member"], "POST", "/coaching/appointments", body)
    return {"appointment_id": made["appointment_id"]}


def held(world: World) -> Values:
    meetings = ask(world.people["rater"], "GET", "/coaching/appointments")["items"]
    over = [each for each in meetings if each["status"] == "completed"]
    return {"appointment_id": over[0]["appointment_id"]}


def noted(world: World) -> Values:
    found = {**booked(world), "note_kind": "shared"}
    path = "/coaching/appointments/{appointment_id}/notes/{note_kind}"
    ask(world.people["coach"], "PUT", path.format_map(found), {"text": "Tea instead of coffee."})
    return found


def gathering(world: World) -> Values:
    ahead = ask(world.people["member"], "GET", "/coaching/group-sessions")["items"]
    return {"session_id": ahead[0]["session_id"]}


def leave(world: World) -> Values:
    body = new(starts_at=in_(days=60), ends_at=in_(days=61))
    made = ask(world.people["deputy"], "POST", "/coaching/leaves", body)
    return {"leave_id": made["leave_id"]}


def shared(world: World) -> Values:
    return {"member_id": world.people["member"].user_id}


def reading(world: World) -> Values:
    member = world.people["member"]
    made = ask(member, "POST", "/co-readings", new(ppm=4))
    return {"member_id": member.user_id, "reading_id": made["reading_id"]}


def bought(world: World) -> Values:
    """In the currency of the packs, as all somebody tells about money is."""
    prices = ask(world.people["member"], "GET", "/profile/prices")["items"]
    currency = prices[0]["price"]["currency"] if prices else "EUR"
    return {"paid": {"amount_minor": 1200, "currency": currency}, "paid_at": in_(hours=-2)}


def bought_before(world: World) -> Values:
    body = new(product="patch_24h", **bought(world))
    made = ask(world.people["member"], "POST", "/medication/spendings", body)
    return {"spending_id": made["spending_id"]}


def verified(world: World) -> Values:
    found = reading(world)
    path = "/coaching/members/{member_id}/co-readings/{reading_id}/verification"
    ask(world.people["coach"], "PUT", path.format_map(found))
    return found


def lost(world: World) -> Values:
    """Somebody who moved where nobody finds them."""
    return {
        "member_id": world.people["other"].user_id,
        "reason": "untraceable",
        "since": "2026-01-01",
    }


def left_out(world: World) -> Values:
    found = lost(world)
    path = "/support/members/{member_id}/exclusion".format_map(found)
    ask(
        world.people["admin"],
        "PUT",
        path,
        {"reason": found["reason"], "since": found["since"]},
    )
    return {"member_id": found["member_id"]}


def reviewable(world: World) -> Values:
    article = ask(world.people["coach"], "POST", "/editorial/articles", draft())
    return {"article_id": article["article_id"], "state": "in_review"}


def cancelled(world: World) -> Values:
    ask(world.people["member"], "POST", "/billing/subscription/cancel")
    return {}


# The community


def written(world: World, who: str = "other") -> Values:
    body = new(text="The first coffee without.")
    post = ask(world.people[who], "POST", "/posts", body)["post"]
    return {"post_id": post["post_id"], "version": post["version"]}


def commented(world: World) -> Values:
    deputy = world.people["deputy"]
    path = f"/posts/{written(world, 'deputy')['post_id']}/comments"
    comment = ask(deputy, "POST", path, new(text="And again."))["comment"]
    return {"comment_id": comment["comment_id"], "version": comment["version"]}


def reportable(world: World) -> Values:
    return {"subject_kind": "post", "subject_id": written(world, "rater")["post_id"]}


def case(world: World, who: str = "other") -> Values:
    """About a post of somebody's, taken on by the administrator."""
    post = written(world, who)["post_id"]
    report = {"subject_kind": "post", "subject_id": post, "reason": "spam"}
    ask(world.people["member"], "POST", "/reports", report)
    admin = world.people["admin"]
    queue = ask(admin, "GET", "/moderation/cases?limit=100")["items"]
    [found] = (each["case_id"] for each in queue if each["subject_id"] == post)
    ask(admin, "POST", f"/moderation/cases/{found}/claim")
    return {"case_id": found}


def warned(world: World) -> Values:
    admin, warned = world.people["admin"], world.people["other"].user_id
    decided = case(world)["case_id"]
    decision = {"reason": "spam", "hide": True, "rung": 0, "note": "Advertising."}
    ask(admin, "POST", f"/moderation/cases/{decided}/decision", decision)
    sanctions = ask(admin, "GET", f"/moderation/people/{warned}/sanctions")["items"]
    return {"sanction_id": sanctions[0]["sanction_id"]}


def appealed(world: World) -> Values:
    appeals = ask(world.people["judge"], "GET", "/moderation/appeals")["items"]
    if appeals:
        return {"case_id": appeals[0]["case_id"]}
    decided = ask(world.people["member"], "GET", "/decisions")["items"][-1]["case_id"]
    ask(world.people["member"], "POST", f"/decisions/{decided}/appeal", {"text": "It helps me."})
    return {"case_id": decided}


def somebody_to_call(world: World) -> Values:
    circle = ask(world.people["member"], "GET", "/sos/circle")["items"]
    return {"conversation_id": circle[0]["conversation_id"], "text": None}


def handed_over(world: World) -> Values:
    other = world.people["other"]
    ask(other, "DELETE", "/buddies/invitations")  # there may be few at a time
    return {"code": ask(other, "POST", "/buddies/invitations")["code"]}


def group(world: World, founder: str) -> str:
    """The same each time."""
    body = {"client_id": str(uuid.uuid5(uuid.NAMESPACE_URL, founder)), "name": "Early risers"}
    found: str = ask(world.people[founder], "POST", "/groups", body)["group_id"]
    return found


def joined(world: World, who: str = "member", founder: str = "changer") -> Values:
    there = group(world, founder)
    ask(world.people[who], "POST", f"/groups/{there}/joining")
    return {"group_id": there}


def handed_on(world: World) -> Values:
    return {**joined(world, "other", "rater"), "user_id": world.people["other"].user_id}


def at_the_door(world: World) -> Values:
    there, other = group(world, "changer"), world.people["other"]
    other.http.post(f"/groups/{there}/joining")  # refused to those who were asked to leave
    return {"group_id": there, "user_id": other.user_id}


def guest(world: World) -> Values:
    found = at_the_door(world)
    path = "/groups/{group_id}/members/{user_id}".format_map(found)
    ask(world.people["changer"], "PUT", path)
    return found


def fellow(world: World) -> Values:
    coach = world.people["coach"]
    cohort = ask(world.people["member"], "GET", "/cohorts")["items"][0]["cohort_id"]
    ask(coach, "PUT", f"/cohorts/{cohort}/facilitator")
    people = ask(coach, "GET", f"/cohorts/{cohort}/members")["items"]
    found = [each["person"] for each in people if each["person"]["handle"] in UNASKED]
    return {"cohort_id": cohort, "user_id": found[0]["user_id"]}


# Somebody in danger


def in_danger(world: World, who: str) -> str:
    body = new(user_id=world.people[who].user_id, level="urgent")
    found: str = ask(world.people["admin"], "POST", "/crisis/cases", body)["case_id"]
    return found


def taken_on(world: World) -> Values:
    found = in_danger(world, "changer")
    ask(world.people["admin"], "POST", f"/crisis/cases/{found}/claim")
    return {"case_id": found, "template": "we_read_it"}


def answered(world: World) -> Values:
    """By somebody else: two have to agree that it is over."""
    found, deputy = in_danger(world, "starter"), world.people["deputy"]
    ask(deputy, "PUT", "/crisis/on-call", {"until": in_(hours=6)})
    ask(deputy, "POST", f"/crisis/cases/{found}/claim")
    ask(deputy, "POST", f"/crisis/cases/{found}/replies", new(template="we_read_it"))
    return {"case_id": found}
