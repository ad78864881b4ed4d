"""The platform's clock, without waiting for it."""

import json
import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from deploy.local.aws.resources import session
from tests.journeys.person import REGISTRATION, Person

RULE = "unlit-scheduled-minute"
MINUTE = timedelta(minutes=1)
HOME = ZoneInfo(str(REGISTRATION["time_zone"]))


def tick(aws_url: str, slot: datetime) -> bool:
    """Do what the rule of every minute does when that minute begins; False where it was done."""
    events = session().client("events", endpoint_url=aws_url)
    functions = session().client("lambda", endpoint_url=aws_url)
    (target,) = events.list_targets_by_rule(Rule=RULE)["Targets"]
    event = {
        "source": "aws.events",
        "detail-type": "Scheduled Event",
        "time": slot.isoformat(),
        "resources": [events.describe_rule(Name=RULE)["Arn"]],
    }
    reply = functions.invoke(FunctionName=target["Arn"], Payload=json.dumps(event))
    done = json.load(reply["Payload"])
    assert "reminders" in done, done
    return done["reminders"] is not None


def do_what_is_due(aws_url: str, at: datetime) -> None:
    """Tick the first minute from then on that nobody ticked yet.

    An earlier test may have ticked this one, ahead of its time, and the rule does not do it again.
    No minute is taken more than a minute ahead, so the next may have to be waited for.
    """
    while not tick(aws_url, at):
        time.sleep(max(0.0, (at - datetime.now(UTC)).total_seconds()))
        at += MINUTE


def remind(
    person: Person, kind: str = "check_in", *, quits_in: timedelta = timedelta()
) -> datetime:
    """Have somebody who quits then reminded at the next full minute, and return which that is."""
    plan = {"quit_at": (datetime.now(UTC) + quits_in).isoformat()}
    person.http.put("/quit-plan", json=plan).raise_for_status()
    while True:
        wanted = datetime.now(HOME) + MINUTE
        reminder = {"enabled": True, "local_time": f"{wanted:%H:%M}"}
        reply = person.http.put(f"/reminders/{kind}", json=reminder)
        (mine,) = [each for each in reply.json()["items"] if each["kind"] == kind]
        next_at = datetime.fromisoformat(mine["next_at"])
        # A minute that began meanwhile comes again tomorrow.
        if next_at - datetime.now(UTC) <= MINUTE:
            return next_at


def stop_reminding(person: Person) -> None:
    off = {"enabled": False, "local_time": "20:00"}
    person.http.put("/reminders/check_in", json=off).raise_for_status()
