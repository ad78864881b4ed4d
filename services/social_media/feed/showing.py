"""How posts and comments are put before a reader who may read them."""

from collections.abc import Sequence
from typing import Any

from pymongo.database import Database

from services.social_media.feed import comment_store
from services.social_media.feed.models import Comment, CommentOut, Post, PostOut, RoomRef
from services.social_media.feed.reading import Reader
from services.social_media.people.actions import shown as shown_person
from services.social_media.people.models import Person, PersonOut
from services.social_media.people.store import select_people
from services.social_media.pictures.actions import images_by_id
from services.social_media.pictures.models import ImageOut
from services.social_media.reactions.models import NOBODY, Tally
from services.social_media.reactions.models import shown as shown_tally
from services.social_media.reactions.store import select_tallies
from services.social_media.topics.rules import shown as shown_topic
from services.social_media.topics.rules import topic_of_day
from shared.models.ids import UserId


def show_posts(db: Database[Any], who: Reader, posts: Sequence[Post]) -> list[PostOut]:
    """Posts as a reader sees them, in a few questions for all."""
    if not posts:
        return []
    ids = [post.post_id for post in posts]
    people = select_people(db, {post.shown_author for post in posts if post.shown_author})
    images = images_by_id(db, [image for post in posts for image in post.images])
    counts = comment_store.select_comment_counts(db, ids, without=who.unheard)
    tallies = select_tallies(db, ids, who.user_id)
    return [
        _shown(
            post,
            who,
            author=people.get(post.shown_author) if post.shown_author else None,
            images=[images[image] for image in post.images if image in images],
            comments=counts.get(post.post_id, 0),
            tally=tallies.get(post.post_id, NOBODY),
        )
        for post in posts
    ]


def show_comments(db: Database[Any], me: UserId, comments: Sequence[Comment]) -> list[CommentOut]:
    if not comments:
        return []
    people = select_people(
        db, {comment.shown_author for comment in comments if comment.shown_author}
    )
    tallies = select_tallies(db, [comment.comment_id for comment in comments], me)
    return [
        CommentOut(
            comment_id=comment.comment_id,
            post_id=comment.post_id,
            author=_face(people.get(comment.shown_author)) if comment.shown_author else None,
            is_mine=comment.author == me,
            is_by_author=comment.is_by_author,
            text=comment.text,
            state=comment.state,
            at=comment.at,
            edited_at=comment.edited_at,
            version=comment.version,
            reactions=shown_tally(tallies.get(comment.comment_id, NOBODY)),
        )
        for comment in comments
    ]


def _shown(
    post: Post,
    who: Reader,
    *,
    author: Person | None,
    images: list[ImageOut],
    comments: int,
    tally: Tally,
) -> PostOut:
    room = None
    if post.room_id is not None and post.room_id in who.rooms:
        room = RoomRef(room_id=post.room_id, name=who.rooms[post.room_id])
    return PostOut(
        post_id=post.post_id,
        author=_face(author),
        is_mine=post.author == who.user_id,
        anonymous=post.is_anonymous,
        text=post.text,
        images=images,
        milestone=post.milestone,
        topic=shown_topic(topic_of_day(post.topic)) if post.topic else None,
        visibility=post.visibility,
        room=room,
        state=post.state,
        at=post.at,
        edited_at=post.edited_at,
        version=post.version,
        comments=comments,
        reactions=shown_tally(tally),
    )


def _face(person: Person | None) -> PersonOut | None:
    return shown_person(person, by_name=False) if person else None
