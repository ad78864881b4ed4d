"""HTTP for support: which e-mails did not leave."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation import audit
from services.user_cessation.db import transaction
from services.user_cessation.mail import store
from services.user_cessation.mail.models import MailList, MailOut, MailPath, MailsAsked, Sending
from services.user_cessation.paging import NEWEST, Place, cut
from shared.auth.guard import caller, require_role
from shared.auth.roles import Role
from shared.models.problem import NotFound
from shared.web import PREFIX, no_content, reply

mails = APIBlueprint(
    "mails",
    __name__,
    url_prefix=f"{PREFIX}/support/mails",
    abp_tags=[Tag(name="support")],
    abp_security=[{"bearer": []}],
)
mails.before_request(require_role(Role.SUPPORT, Role.ADMIN))


@mails.get("", responses={HTTPStatus.OK: MailList})
def list_mails(query: MailsAsked) -> Response:
    """E-mails and what became of them, newest first; what they say is not shown."""
    with transaction() as conn:
        rows = store.select_mails(
            conn,
            query.status,
            user_id=query.user_id,
            after=query.after or NEWEST,
            most=query.limit + 1,
        )
        shown, following = cut(rows, query.limit, lambda row: Place(row.queued_at, row.mail_id))
        people = [row.user_id for row in shown]
        audit.append_listed(conn, "mails.read", caller().user_id, people, g.request_id)
    return reply(MailList(items=[_shown(row) for row in shown], next=following))


@mails.post("/<mail_id>/retry", responses={HTTPStatus.NO_CONTENT: None})
def retry_mail(path: MailPath) -> Response:
    """Try an e-mail again that was given up."""
    now = datetime.now(UTC)

    with transaction() as conn:
        user_id = store.update_revived(conn, path.mail_id, now)
        if user_id is None:
            raise NotFound
        audit.append(conn, audit.Entry("mail.retried", caller().user_id, user_id, g.request_id))
    return no_content()


def _shown(row: Sending) -> MailOut:
    return MailOut(
        mail_id=row.mail_id,
        user_id=row.user_id,
        category=row.category,
        status=row.status,
        attempts=row.attempts,
        error=row.error,
        queued_at=row.queued_at,
        due_at=row.due_at,
        sent_at=row.sent_at,
    )
