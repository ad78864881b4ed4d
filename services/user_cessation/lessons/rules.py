"""The lessons in order, with what was done of them.

Pure: no clock, no database, no web.
"""

from services.user_cessation.lessons.models import DoneAt, Lesson, LessonOut, Lessons
from services.user_cessation.lessons.more_texts import SECOND
from services.user_cessation.lessons.texts import FIRST
from shared.models.problem import NotFound

LESSONS: tuple[Lesson, ...] = FIRST + SECOND
_BY_CODE = {lesson.code: lesson for lesson in LESSONS}


def lesson_of(code: str) -> Lesson:
    if code not in _BY_CODE:
        raise NotFound("There is no such lesson.")
    return _BY_CODE[code]


def shown(lesson: Lesson, done_at: DoneAt) -> LessonOut:
    return LessonOut(
        code=lesson.code,
        title=lesson.title,
        words=lesson.words,
        practice=lesson.practice,
        minutes=lesson.minutes,
        reviewed=lesson.reviewed,
        done_at=done_at.get(lesson.code),
    )


def all_shown(done_at: DoneAt) -> Lessons:
    items = [shown(lesson, done_at) for lesson in LESSONS]
    return Lessons(items=items, done=sum(item.done_at is not None for item in items))
