"""What moderation may do with what people wrote, and the one place that says whose it is."""

from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from services.social_media.feed import comment_store, store
from services.social_media.feed.models import PostState
from services.social_media.moderation.models import Subject, SubjectKind
from shared.models.ids import UserId

VISIBLE_OR_HELD = (PostState.PUBLISHED, PostState.HELD)
OUT_OF_SIGHT = (PostState.HELD, PostState.HIDDEN)


@dataclass(frozen=True, slots=True)
class Written:
    """A text as moderation sees it: with its author, whoever others think it is by."""

    author_id: UserId | None
    text: str
    state: PostState


def look_at(db: Database[Any], subject: Subject) -> Written | None:
    """A post or a comment, unless it was taken back."""
    if subject.kind is SubjectKind.POST:
        post = store.select_post(db, subject.id)
        return Written(post.author, post.text, post.state) if post else None
    if subject.kind is SubjectKind.COMMENT:
        comment = comment_store.select_comment(db, subject.id)
        return Written(comment.author, comment.text, comment.state) if comment else None
    return None


def hide(db: Database[Any], subject: Subject) -> bool:
    """Let nobody but its author see it; whether there was anything to hide."""
    return _move(db, subject, PostState.HIDDEN, VISIBLE_OR_HELD)


def release(db: Database[Any], subject: Subject) -> bool:
    """Let others see what was held or hidden; whether there was anything to release."""
    return _move(db, subject, PostState.PUBLISHED, OUT_OF_SIGHT)


def _move(
    db: Database[Any], subject: Subject, state: PostState, among: tuple[PostState, ...]
) -> bool:
    if subject.kind is SubjectKind.POST:
        return store.update_state(db, subject.id, state, among=among)
    if subject.kind is SubjectKind.COMMENT:
        return comment_store.update_state(db, subject.id, state, among=among)
    return False
