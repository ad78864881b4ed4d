"""Sign-ins and the refresh tokens that carry them on.

What a client holds is a wrapper of ours around Cognito's refresh token. It is good once: using
it gives a successor. An old one that turns up again was stolen, from or by whoever uses the
newer one, so then the whole sign-in ends. Here only the hash of a wrapper is known.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lambdas.auth import audit, federation_store, session_store
from lambdas.auth.cognito import Refused, Tokens
from lambdas.auth.models import SessionOut, Sessions
from lambdas.auth.refresh_tokens import Wrapper
from lambdas.auth.resources import Resources
from lambdas.auth.rules import Session, Worth, worth_of
from lambdas.auth.session_store import Revoked
from shared.auth.roles import Role
from shared.lambdas.operations import Visit
from shared.models.events import SessionRevoked
from shared.models.ids import UserId
from shared.models.problem import NotFound, Unauthenticated, Unavailable
from shared.postgres import outbox
from shared.postgres.pool import Connection


@dataclass(frozen=True, slots=True)
class Grant:
    """What somebody gets who may come in. Without `refresh_token` they keep the one they have."""

    access_token: str
    expires_in: int
    refresh_token: Wrapper | None
    ends_at: datetime
    user_id: UserId
    display_name: str
    role: Role
    is_complete: bool


def refresh(resources: Resources, visit: Visit, presented: str | None) -> Grant:
    """A new access token and, for the current refresh token, its successor."""
    wrapper = Wrapper.parse(presented or "")
    if wrapper is None:
        raise Unauthenticated("Sign in again.")
    session, is_current = _judge(resources, visit, wrapper)

    # Nothing is locked and nothing has changed while we wait for Cognito.
    try:
        tokens = resources.user_pool.refresh(wrapper.cognito_token)
    except Refused:
        _end(resources, visit, wrapper.session_id, reason="refused_by_cognito")
        raise _revoked() from None

    successor = wrapper.successor() if is_current else None
    if successor and not _rotate(resources, visit, wrapper, successor):
        successor = None
    return _grant(tokens, session, successor)


def sign_out(resources: Resources, visit: Visit, presented: str | None) -> None:
    """End the sign-in a refresh token belongs to. One we do not know is as good as ended."""
    wrapper = Wrapper.parse(presented or "")
    if wrapper is None:
        return
    with resources.database.transaction() as conn:
        session = session_store.select_session(conn, wrapper.session_id)
        if session is None or wrapper.sha256 not in (session.token_sha256, session.former_sha256):
            return
        _revoke(conn, visit, session.session_id, reason="sign_out")
        audit.record(conn, resources.digests, visit, "sign_out", "done", user_id=session.user_id)
    try:
        resources.user_pool.revoke(wrapper.cognito_token)
    except Unavailable:
        # Our own record decides; without it Cognito's token is of no use to anybody.
        resources.logger.warning("not revoked at Cognito", session_id=str(session.session_id))


def sign_out_everywhere(resources: Resources, visit: Visit, user_id: UserId) -> None:
    with resources.database.transaction() as conn:
        revoke_all(conn, visit, user_id, reason="sign_out_everywhere")
        audit.record(conn, resources.digests, visit, "sign_out_everywhere", "done", user_id=user_id)
    forget_at_cognito(resources, user_id)


def list_sessions(resources: Resources, visit: Visit, user_id: UserId, this: str) -> Sessions:
    """Where somebody is signed in; `this` is the sign-in they ask from."""
    with resources.database.transaction() as conn:
        alive = session_store.select_alive_sessions(conn, user_id, visit.now)
    return Sessions(
        items=[
            SessionOut(
                session_id=session.session_id,
                user_agent=session.user_agent,
                second_factor=session.second_factor,
                began_at=session.began_at,
                last_used_at=session.last_used_at,
                ends_at=session.ends_at,
                is_this_one=session.origin_jti == this,
            )
            for session in alive
        ]
    )


def end_session(resources: Resources, visit: Visit, user_id: UserId, session_id: UUID) -> None:
    """End one of somebody's own sign-ins; anybody else's is as if it were not there."""
    with resources.database.transaction() as conn:
        session = session_store.select_session(conn, session_id)
        if session is None or session.user_id != user_id:
            raise NotFound
        if _revoke(conn, visit, session_id, reason="ended_by_owner"):
            audit.record(conn, resources.digests, visit, "session_ended", "done", user_id=user_id)


def revoke_all(conn: Connection, visit: Visit, user_id: UserId, *, reason: str) -> None:
    """End every sign-in of a person, and announce each."""
    for ended in session_store.revoke_sessions_of(conn, user_id, reason=reason, now=visit.now):
        _announce(conn, visit, ended)


def forget_at_cognito(resources: Resources, user_id: UserId) -> None:
    """Have Cognito end its own refresh tokens as well; ours have ended already."""
    try:
        with resources.database.transaction() as conn:
            username = federation_store.select_pool_username(conn, user_id)
        resources.user_pool.sign_out_everywhere(username)
    except Unavailable:
        resources.logger.warning("not signed out at Cognito", user_id=str(user_id))


def _judge(resources: Resources, visit: Visit, wrapper: Wrapper) -> tuple[Session, bool]:
    """The session of a token that is good, and whether it is the current one."""
    with resources.database.transaction() as conn:
        session = session_store.select_session(conn, wrapper.session_id)
    if session is None:
        raise Unauthenticated("Sign in again.")
    match worth_of(wrapper.sha256, session, visit.now):
        case Worth.CURRENT:
            return session, True
        case Worth.FORMER:
            return session, False
        case Worth.STOLEN:
            _end(resources, visit, session.session_id, reason="reuse")
            raise _revoked()
        case Worth.REVOKED:
            raise _revoked()
        case Worth.DISABLED:
            raise Unauthenticated("This account is disabled.", code="account_disabled")
        case Worth.EXPIRED:
            raise Unauthenticated("It is a month since you signed in. Please do so again.")


def _rotate(resources: Resources, visit: Visit, wrapper: Wrapper, successor: Wrapper) -> bool:
    """Make the successor current; False when another request was first."""
    with resources.database.transaction() as conn:
        if session_store.rotate_session(
            conn,
            wrapper.session_id,
            replaced=wrapper.sha256,
            by=successor.sha256,
            now=visit.now,
        ):
            return True
        session = session_store.select_session(conn, wrapper.session_id)
    if session is None or session.revoked_at is not None:
        raise _revoked()
    return False


def _end(resources: Resources, visit: Visit, session_id: UUID, *, reason: str) -> None:
    with resources.database.transaction() as conn:
        if ended := _revoke(conn, visit, session_id, reason=reason):
            audit.record(
                conn, resources.digests, visit, "refresh", "refused", user_id=ended.user_id
            )


def _revoke(conn: Connection, visit: Visit, session_id: UUID, *, reason: str) -> Revoked | None:
    ended = session_store.revoke_session(conn, session_id, reason=reason, now=visit.now)
    if ended:
        _announce(conn, visit, ended)
    return ended


def _announce(conn: Connection, visit: Visit, ended: Revoked) -> None:
    outbox.append(
        conn,
        SessionRevoked(
            user_id=ended.user_id, origin_jti=ended.origin_jti, request_id=visit.request_id
        ),
    )


def _revoked() -> Unauthenticated:
    return Unauthenticated("You were signed out. Sign in again.", code="session_revoked")


def _grant(tokens: Tokens, session: Session, successor: Wrapper | None) -> Grant:
    return Grant(
        access_token=tokens.access,
        expires_in=tokens.expires_in,
        refresh_token=successor,
        ends_at=session.expires_at,
        user_id=session.user_id,
        display_name=session.display_name,
        role=Role(session.role),
        is_complete=session.status != "incomplete",
    )
