"""HTTP for accounts: my own, and everyone's for administrators."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, current_app, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation import audit
from services.user_cessation.accounts import actions, store
from services.user_cessation.accounts.models import (
    STAFF_SECOND_FACTOR,
    MeOut,
    MePatch,
    UserOut,
    UserPatch,
    UserPath,
    Users,
    UsersPage,
)
from services.user_cessation.db import autocommit, transaction
from services.user_cessation.paging import NEWEST, Place, cut
from shared.auth.guard import caller, require_role, require_user
from shared.auth.roles import Role
from shared.models.problem import NotFound
from shared.web import PREFIX, reply

me = APIBlueprint(
    "me",
    __name__,
    url_prefix=f"{PREFIX}/users/me",
    abp_tags=[Tag(name="account")],
    abp_security=[{"bearer": []}],
)
me.before_request(require_user)

admin = APIBlueprint(
    "admin",
    __name__,
    url_prefix=f"{PREFIX}/admin/users",
    abp_tags=[Tag(name="administration")],
    abp_security=[{"bearer": []}],
)
admin.before_request(require_role(Role.ADMIN))


@me.get("", responses={HTTPStatus.OK: MeOut})
def read_me() -> Response:
    """Who I am."""
    with autocommit() as conn:
        account = store.select_account(conn, caller().user_id)
    if account is None:
        raise NotFound

    return reply(MeOut.model_validate(account, from_attributes=True))


@me.patch("", responses={HTTPStatus.OK: MeOut})
def change_me(body: MePatch) -> Response:
    """Change my name or my language."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        account = actions.change_own_account(
            conn, caller().user_id, body, now=now, request_id=g.request_id
        )

    return reply(MeOut.model_validate(account, from_attributes=True))


@admin.get("", responses={HTTPStatus.OK: Users})
def list_users(query: UsersPage) -> Response:
    """Everyone with an account, newest first. On the record of each."""
    with transaction() as conn:
        rows = store.select_accounts(
            conn, after=query.after or NEWEST, email=query.email, most=query.limit + 1
        )
        shown, following = cut(rows, query.limit, lambda row: Place(row.created_at, row.user_id))
        people = [row.user_id for row in shown]
        audit.append_listed(conn, "accounts.listed", caller().user_id, people, g.request_id)

    items = [UserOut.model_validate(row, from_attributes=True) for row in shown]
    return reply(Users(items=items, next=following))


@admin.get("/<uuid:user_id>", responses={HTTPStatus.OK: UserOut})
def read_user(path: UserPath) -> Response:
    """One account. On the record."""
    with transaction() as conn:
        account = actions.read_account(
            conn, caller().user_id, path.user_id, request_id=g.request_id
        )

    return reply(UserOut.model_validate(account, from_attributes=True))


@admin.patch("/<uuid:user_id>", responses={HTTPStatus.OK: UserOut})
def change_user(path: UserPath, body: UserPatch) -> Response:
    """Change someone's role, or whether they may come in. On the record."""
    now = datetime.now(UTC)

    with transaction() as conn:
        account = actions.change_account(
            conn,
            caller().user_id,
            path.user_id,
            body,
            asks_second_factor=current_app.config[STAFF_SECOND_FACTOR],
            now=now,
            request_id=g.request_id,
        )

    return reply(UserOut.model_validate(account, from_attributes=True))
