"""HTTP for comments: read and made beneath a post, changed on their own."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint

from services.social_media.blocks.actions import unheard_by
from services.social_media.feed import comment_store, comments, reading, showing
from services.social_media.feed.models import (
    CommentEdit,
    CommentedOut,
    CommentList,
    CommentPath,
    CommentsQuery,
    EditionList,
    EditionOut,
    NewComment,
    PostPath,
)
from services.social_media.feed.routes import OPTIONS
from services.social_media.mongo import database
from services.social_media.mutedwords.actions import unwanted_by
from services.social_media.reactions.models import ReactionIn
from services.social_media.sanctions.guard import require_participant
from services.social_media.sockets.publishing import publish
from shared.auth.guard import caller
from shared.web import PREFIX, no_content, reply

post_comments = APIBlueprint(
    "post_comments", __name__, url_prefix=f"{PREFIX}/posts/<post_id>/comments", **OPTIONS
)
post_comments.before_request(require_participant)

own_comments = APIBlueprint("comments", __name__, url_prefix=f"{PREFIX}/comments", **OPTIONS)
own_comments.before_request(require_participant)


@post_comments.get("", summary="Read the comments on a post", responses={"200": CommentList})
def list_comments(path: PostPath, query: CommentsQuery) -> Response:
    me = caller().user_id
    reading.post_for(database(), me, path.post_id)

    found = comment_store.select_comments(
        database(),
        path.post_id,
        me,
        without=unheard_by(database(), me),
        after=query.after,
        most=query.limit + 1,
    )
    page = found[: query.limit]
    following = str(page[-1].comment_id) if len(found) > len(page) else None
    is_unwanted = unwanted_by(database(), me)
    wanted = [each for each in page if each.author == me or not is_unwanted(each.text)]
    return reply(CommentList(items=showing.show_comments(database(), me, wanted), next=following))


@post_comments.post(
    "", summary="Comment on a post", responses={"200": CommentedOut, "201": CommentedOut}
)
def comment(path: PostPath, body: NewComment) -> Response:
    now = datetime.now(UTC)

    commented = comments.comment(database(), caller().user_id, path.post_id, body, now=now)

    publish(commented.deliveries)
    return _commented(commented, HTTPStatus.CREATED if commented.is_new else HTTPStatus.OK)


@own_comments.patch("/<comment_id>", summary="Change a comment", responses={"200": CommentedOut})
def edit_comment(path: CommentPath, body: CommentEdit) -> Response:
    now = datetime.now(UTC)

    commented = comments.edit(database(), caller().user_id, path.comment_id, body, now=now)

    publish(commented.deliveries)
    return _commented(commented, HTTPStatus.OK)


@own_comments.delete("/<comment_id>", summary="Take a comment back", responses={"204": None})
def take_back_comment(path: CommentPath) -> Response:
    now = datetime.now(UTC)

    comments.take_back(database(), caller().user_id, path.comment_id, now=now)
    return no_content()


@own_comments.get(
    "/<comment_id>/edits", summary="See what a comment said before", responses={"200": EditionList}
)
def list_comment_edits(path: CommentPath) -> Response:
    found, _ = reading.comment_for(database(), caller().user_id, path.comment_id)

    items = [EditionOut(text=edition.text, until=edition.until) for edition in found.edits[::-1]]
    return reply(EditionList(items=items, next=None))


@own_comments.put("/<comment_id>/reaction", summary="React to a comment", responses={"204": None})
def react_to_comment(path: CommentPath, body: ReactionIn) -> Response:
    now = datetime.now(UTC)
    me = caller().user_id

    publish(comments.react(database(), me, path.comment_id, body.reaction, now=now))
    return no_content()


@own_comments.delete(
    "/<comment_id>/reaction", summary="Take a reaction back", responses={"204": None}
)
def withdraw_from_comment(path: CommentPath) -> Response:
    comments.withdraw(database(), caller().user_id, path.comment_id)
    return no_content()


def _commented(commented: comments.Commented, status: HTTPStatus) -> Response:
    [shown] = showing.show_comments(database(), caller().user_id, [commented.comment])
    return reply(CommentedOut(comment=shown, help_offered=commented.help_offered), status)
