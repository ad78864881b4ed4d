"""HTTP for the feed and its posts."""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.social_media.blocks.actions import hidden_from
from services.social_media.feed import actions, reading, showing, store
from services.social_media.feed.models import (
    EditionList,
    EditionOut,
    FeedQuery,
    HomeOut,
    NewPost,
    Post,
    PostEdit,
    PostedOut,
    PostList,
    PostOut,
    PostPath,
    PostsQuery,
    Visibility,
)
from services.social_media.feed.rules import audience_of
from services.social_media.jobs import day_of
from services.social_media.mongo import database
from services.social_media.reactions.models import ReactionIn
from services.social_media.sanctions.guard import require_participant
from services.social_media.sockets.publishing import publish
from services.social_media.topics.rules import shown as shown_topic
from services.social_media.topics.rules import topic_of_date
from shared.auth.guard import caller
from shared.models.ids import UserId
from shared.models.problem import NotFound
from shared.web import PREFIX, no_content, reply

OPTIONS: dict[str, Any] = {
    "abp_tags": [Tag(name="Feed")],
    "abp_security": [{"bearer": []}],
}

feed = APIBlueprint("feed", __name__, url_prefix=f"{PREFIX}/feed", **OPTIONS)
feed.before_request(require_participant)

posts = APIBlueprint("posts", __name__, url_prefix=f"{PREFIX}/posts", **OPTIONS)
posts.before_request(require_participant)


@feed.get("", summary="Read what is new for you", responses={"200": HomeOut})
def read_feed(query: FeedQuery) -> Response:
    now = datetime.now(UTC)
    who = reading.reader(database(), caller().user_id)

    found = store.select_feed(
        database(), who.audiences, without=who.unheard, after=query.after, most=query.limit + 1
    )
    page, following = _cut(found, query.limit)
    page = reading.wanted(who, page)
    is_first = query.after is None
    picks = reading.wanted(who, _picks(who, now)) if is_first else []
    shown = showing.show_posts(database(), who, [*picks, *page])

    return reply(
        HomeOut(
            today=shown_topic(topic_of_date(now.date())) if is_first else None,
            picks=shown[: len(picks)],
            items=shown[len(picks) :],
            next=following,
        )
    )


@posts.get("", summary="Read the posts of a person or a room", responses={"200": PostList})
def list_posts(query: PostsQuery) -> Response:
    who = reading.reader(database(), caller().user_id)

    found = _of_one(who, query)
    page, following = _cut(found, query.limit)
    return reply(
        PostList(
            items=showing.show_posts(database(), who, reading.wanted(who, page)), next=following
        )
    )


@posts.post("", summary="Post something", responses={"200": PostedOut, "201": PostedOut})
def post(body: NewPost) -> Response:
    now = datetime.now(UTC)

    posted = actions.post(database(), caller().user_id, body, now=now)

    publish(posted.deliveries)
    return _posted(posted, HTTPStatus.CREATED if posted.is_new else HTTPStatus.OK)


@posts.get("/<post_id>", summary="Read a post", responses={"200": PostOut})
def read_post(path: PostPath) -> Response:
    me = caller().user_id

    return reply(_shown(reading.post_for(database(), me, path.post_id)))


@posts.patch("/<post_id>", summary="Change your post", responses={"200": PostedOut})
def edit_post(path: PostPath, body: PostEdit) -> Response:
    now = datetime.now(UTC)

    posted = actions.edit(database(), caller().user_id, path.post_id, body, now=now)

    publish(posted.deliveries)
    return _posted(posted, HTTPStatus.OK)


@posts.delete("/<post_id>", summary="Take your post back", responses={"204": None})
def take_back(path: PostPath) -> Response:
    now = datetime.now(UTC)

    actions.take_back(database(), caller().user_id, path.post_id, now=now)
    return no_content()


@posts.get(
    "/<post_id>/edits", summary="See what a post said before", responses={"200": EditionList}
)
def list_edits(path: PostPath) -> Response:
    found = reading.post_for(database(), caller().user_id, path.post_id)

    items = [EditionOut(text=edition.text, until=edition.until) for edition in found.edits[::-1]]
    return reply(EditionList(items=items, next=None))


@posts.put("/<post_id>/reaction", summary="React to a post", responses={"204": None})
def react(path: PostPath, body: ReactionIn) -> Response:
    now = datetime.now(UTC)
    me = caller().user_id

    publish(actions.react(database(), me, path.post_id, body.reaction, now=now))
    return no_content()


@posts.delete("/<post_id>/reaction", summary="Take a reaction back", responses={"204": None})
def withdraw(path: PostPath) -> Response:
    actions.withdraw(database(), caller().user_id, path.post_id)
    return no_content()


def _of_one(who: reading.Reader, query: PostsQuery) -> list[Post]:
    most = query.limit + 1
    if query.room is not None:
        if query.room not in who.rooms:
            raise NotFound
        audience = audience_of(Visibility.GROUP, None, query.room)
        return store.select_feed(
            database(), [audience], without=who.unheard, after=query.after, most=most
        )
    author = UserId(query.author or UUID(int=0))
    if author == who.user_id:
        return store.select_own(database(), author, after=query.after, most=most)
    if author in hidden_from(database(), who.user_id):
        raise NotFound
    return store.select_by_author(database(), author, who.audiences, after=query.after, most=most)


def _picks(who: reading.Reader, now: datetime) -> list[Post]:
    found = store.select_posts(database(), store.select_picks(database(), day_of(now)))
    return [post for post in found if post.shown_author not in who.unheard]


def _cut(found: list[Post], limit: int) -> tuple[list[Post], str | None]:
    page = found[:limit]
    return page, str(page[-1].post_id) if len(found) > len(page) else None


def _shown(found: Post) -> PostOut:
    who = reading.reader(database(), caller().user_id)
    return showing.show_posts(database(), who, [found])[0]


def _posted(posted: actions.Posted, status: HTTPStatus) -> Response:
    return reply(PostedOut(post=_shown(posted.post), help_offered=posted.help_offered), status)
