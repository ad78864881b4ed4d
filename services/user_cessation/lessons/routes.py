"""HTTP for lessons."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit
from services.user_cessation.lessons import rules, store
from services.user_cessation.lessons.models import LessonOut, LessonPath, Lessons
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, reply

lessons = APIBlueprint(
    "lessons",
    __name__,
    url_prefix=f"{PREFIX}/lessons",
    abp_tags=[Tag(name="lessons")],
    abp_security=[{"bearer": []}],
)
lessons.before_request(require_user)


@lessons.get("", responses={HTTPStatus.OK: Lessons})
def list_lessons() -> Response:
    """Short lessons in letting an urge pass, and which of them I did."""
    with autocommit() as conn:
        done_at = store.select_done(conn, caller().user_id)

    return reply(rules.all_shown(done_at))


@lessons.put(
    "/<string:lesson>/done", responses={HTTPStatus.CREATED: LessonOut, HTTPStatus.OK: LessonOut}
)
def finish_lesson(path: LessonPath) -> Response:
    """I did this lesson; said again, it stays done when it was."""
    now = datetime.now(UTC)
    lesson = rules.lesson_of(path.lesson)

    with autocommit() as conn:
        is_new = store.insert_done(conn, caller().user_id, lesson.code, now)
        done_at = {lesson.code: now} if is_new else store.select_done(conn, caller().user_id)

    return reply(rules.shown(lesson, done_at), HTTPStatus.CREATED if is_new else HTTPStatus.OK)
