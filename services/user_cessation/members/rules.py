"""What a coach is shown of a member.

Pure: no clock, no database, no web. Callers pass `now`.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from services.user_cessation.members.models import CoachedMember, LastCheckIn, MemberOut
from services.user_cessation.progress import rules, streaks


def shown_to_coach(member: CoachedMember, now: datetime) -> MemberOut:
    if not member.shares_progress:
        return MemberOut(
            user_id=member.user_id,
            display_name=member.display_name,
            since=member.since,
            status=None,
            quit_at=None,
            smoke_free_seconds=None,
            streak_days=None,
            last_check_in=None,
            slips_total=None,
        )
    zone = ZoneInfo(member.time_zone)
    quit_day = streaks.local_date(member.quit_at, zone) if member.quit_at else None
    today = streaks.local_date(now, zone)
    return MemberOut(
        user_id=member.user_id,
        display_name=member.display_name,
        since=member.since,
        status=rules.status(member.quit_at, now),
        quit_at=member.quit_at,
        smoke_free_seconds=rules.smoke_free(member.quit_at, member.last_slip_at, now)
        // rules.SECOND,
        streak_days=streaks.current(quit_day, member.last_smoked, today),
        last_check_in=_last_check_in(member),
        slips_total=member.slips_total,
    )


def _last_check_in(member: CoachedMember) -> LastCheckIn | None:
    if member.checked_in_on is None or member.smoke_free is None:
        return None
    return LastCheckIn(
        local_date=member.checked_in_on,
        smoke_free=member.smoke_free,
        mood=member.mood,
        craving=member.craving,
    )
