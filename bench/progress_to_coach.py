"""How long a member's check-in takes to reach the coach's open socket.

    python -m bench.progress_to_coach http://localhost:8080 COACH_EMAIL COACH_PASSWORD

Measures against the running platform, with real registrations: from the moment the member holds the
201 to the moment the coach's socket holds `progress.updated`. Outbox, relay, SNS, SQS, consumer and
the mesh between processes are all in between.
"""

import argparse
import statistics
import sys
import time
from datetime import date, timedelta

from tests.journeys.person import Person

CHECK_INS_EACH = 8
"""One for each of the days a member may still fill in: today and the seven before."""


def measure(url: str, coach: Person, members: int) -> list[float]:
    """Milliseconds from answer to frame, one for each check-in."""
    took = []
    with coach.socket() as at_coach:
        for number in range(members):
            with Person(url, name=f"Member {number}").join() as member:
                member.choose_coach(coach.user_id)
                member.conversation_with(coach.user_id)
                today = date.fromisoformat(member.http.get("/progress").json()["today"])
                for back in range(CHECK_INS_EACH):
                    day = today - timedelta(days=back)
                    member.check_in(local_date=day.isoformat()).raise_for_status()
                    answered = time.perf_counter()
                    at_coach.until("progress.updated", user_id=member.user_id)
                    took.append((time.perf_counter() - answered) * 1000)
                member.http.delete("/coaching/coach").raise_for_status()
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("url")
    parser.add_argument("coach_email")
    parser.add_argument("coach_password")
    parser.add_argument("--members", type=int, default=25)
    arguments = parser.parse_args()

    with Person(arguments.url, email=arguments.coach_email) as coach:
        coach.sign_in(arguments.coach_password).raise_for_status()
        took = measure(arguments.url, coach, arguments.members)

    cuts = statistics.quantiles(took, n=100)
    sys.stdout.write(
        f"{len(took)} check-ins: median {cuts[49]:.0f} ms, p90 {cuts[89]:.0f} ms,"
        f" p99 {cuts[98]:.0f} ms, max {max(took):.0f} ms\n"
    )


if __name__ == "__main__":
    main()
