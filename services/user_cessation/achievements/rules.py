"""Who has earned what.

Pure: no clock, no database, no web.
"""

from collections.abc import Mapping

from services.user_cessation.achievements.criteria import ACHIEVEMENTS
from services.user_cessation.achievements.models import (
    Achievement,
    AchievementOut,
    Achievements,
    Measure,
    Record,
)
from services.user_cessation.progress.models import ProgressOut

Reached = Mapping[Measure, int]


def reached(progress: ProgressOut, record: Record) -> Reached:
    streak = progress.streak
    today = streak.best_days > 0 and streak.best_days == streak.current_days
    return {
        # Today counts towards a streak, but nothing is awarded for a day that is not over.
        Measure.SMOKE_FREE_DAYS: streak.best_days - today,
        Measure.URGES_PASSED: progress.urges_passed,
        Measure.SLIPS_TOLD: record.slips_told,
        Measure.TIMES_BACK: record.times_back,
        Measure.CHECK_INS: progress.check_ins_total,
        Measure.MISSIONS: record.missions,
        Measure.LESSONS: record.lessons,
    }


def newly_earned(reached: Reached, record: Record) -> list[Achievement]:
    return [
        each
        for each in ACHIEVEMENTS
        if each.code not in record.earned and reached[each.measure] >= each.at_least
    ]


def shown(reached: Reached, record: Record) -> Achievements:
    return Achievements(
        items=[
            AchievementOut(
                code=each.code,
                title=each.title,
                words=each.words,
                reached=min(reached[each.measure], each.at_least),
                at_least=each.at_least,
                earned_at=record.earned.get(each.code),
            )
            for each in ACHIEVEMENTS
        ]
    )
