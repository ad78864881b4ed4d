"""Signing in by way of another provider: a browser leaves, and comes back with a code.

It leaves with a state for the address and a secret in a cookie. PKCE's verifier and the nonce
follow from the secret, so a code is of use to no other browser, and nothing has to be kept but two
hashes. Whoever comes back is let in, or is a newcomer, or is turned away and leaves nothing behind.
"""

import base64
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from lambdas.auth import audit, federation_store, linking, newcomers, rules, sign_in, store
from lambdas.auth.attempts import Kind, count_or_refuse, give_back
from lambdas.auth.cognito import Refused
from lambdas.auth.hosted_ui import Arrival
from lambdas.auth.models import Account, Return
from lambdas.auth.resources import Resources
from lambdas.auth.sessions import Grant
from shared.lambdas.operations import Visit
from shared.models.problem import (
    Conflict,
    Forbidden,
    NotFound,
    Problem,
    Unauthenticated,
    Unavailable,
)

PATIENCE = timedelta(minutes=10)
"""How long somebody may take at the provider."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A browser on its way: where to, and the secret it keeps in a cookie meanwhile."""

    authorize_url: str
    browser: str
    until: datetime


class Unproven(Forbidden):
    code = "email_unverified"

    def __init__(self) -> None:
        super().__init__("The other account has no e-mail address that is proven to be yours.")


def start(resources: Resources, visit: Visit) -> Sent:
    if not resources.hosted_ui.is_on:
        raise NotFound
    state, browser = token_urlsafe(32), token_urlsafe(32)
    until = visit.now + PATIENCE
    with resources.database.transaction() as conn:
        count_or_refuse(conn, Kind.DEPARTURE, resources.digests.of_place(visit.ip), visit.now)
        federation_store.insert_departure(conn, _hash(state), _hash(browser), expires_at=until)
    challenge = _base64(_hash(_verifier(resources, browser)))
    address = resources.hosted_ui.address(
        state=state, nonce=_nonce(resources, browser), challenge=challenge
    )
    return Sent(address, browser, until)


def finish(resources: Resources, visit: Visit, form: Return, browser: str | None) -> Grant:
    """Begin a session for whoever comes back to the browser they left from, with a good code."""
    if not resources.hosted_ui.is_on:
        raise NotFound
    place = resources.digests.of_place(visit.ip)
    with resources.database.transaction() as conn:
        count_or_refuse(conn, Kind.FROM_PLACE, place, visit.now)
        is_ours = federation_store.delete_departure(
            conn, _hash(form.state), _hash(browser or ""), visit.now
        )
    if not is_ours or browser is None:
        raise Unauthenticated(
            "That took too long, or began in another browser. Start again.", code="sign_in_expired"
        )
    try:
        arrival = _exchange(resources, visit, form, browser)
        account = _account_of(resources, visit, arrival)
    except Unavailable:
        with resources.database.transaction() as conn:
            give_back(conn, Kind.FROM_PLACE, place)
        raise
    with resources.database.transaction() as conn:
        give_back(conn, Kind.FROM_PLACE, place)
    return sign_in.begin_session(resources, visit, account, arrival.tokens)


def clear_expired(resources: Resources, now: datetime) -> None:
    with resources.database.transaction() as conn:
        federation_store.delete_expired_departures(conn, now)


def _exchange(resources: Resources, visit: Visit, form: Return, browser: str) -> Arrival:
    try:
        if form.code is None:
            raise Refused
        return resources.hosted_ui.exchange(
            form.code,
            verifier=_verifier(resources, browser),
            nonce=_nonce(resources, browser),
            now=visit.now,
        )
    except Refused:
        with resources.database.transaction() as conn:
            audit.record(conn, resources.digests, visit, "federated_sign_in", "refused")
        raise Forbidden(
            "The other account did not let you in. Nothing has changed.", code="provider_refused"
        ) from None


def _account_of(resources: Resources, visit: Visit, arrival: Arrival) -> Account:
    """Whose account they may use: theirs, or a new one. Raises a Problem when they may not."""
    tokens = arrival.tokens
    with resources.database.transaction() as conn:
        account = store.select_account_by_id(conn, tokens.user_id)
        if account is None and arrival.email:
            account = newcomers.add(
                conn, resources, visit, tokens.user_id, arrival.pool_username, arrival.email
            )
    if account is None:
        problem = _why_not_taken(resources, arrival.email)
        sign_in.turn_away(resources, visit, None, tokens)
        _forget_at_pool(resources, arrival)
        raise problem
    if account.status not in rules.MAY_COME_IN:
        raise sign_in.turn_away(resources, visit, account, tokens)
    if obstacle := _why_not_this_way(resources, account, arrival.email):
        sign_in.turn_away(resources, visit, account, tokens)
        raise obstacle
    return account


def _why_not_taken(resources: Resources, email: str | None) -> Problem:
    """What is wrong with somebody for whom there is no account, and none could be made."""
    if email is None:
        return Unproven()
    owner, may_link = linking.owner_of(resources, email)
    if owner is None:
        return Unavailable("This address is being registered at the moment.", retry_after=2)
    # The pool links two sign-ins before it makes a profile of the second, and only then.
    code = "link_again" if may_link else "address_in_use"
    return Conflict("There is an account with this address. Sign in as you did before.", code=code)


def _why_not_this_way(resources: Resources, account: Account, email: str | None) -> Problem | None:
    if email is None:
        return Unproven()
    with resources.database.transaction() as conn:
        ties = federation_store.select_ties(conn, account.user_id)
    # The pool asks nobody for a code whom another provider has let in.
    if rules.takes_a_code(account.role, has_second_factor=ties.has_second_factor):
        return Forbidden(
            "Sign in with your password and the code of your authenticator app.",
            code="password_needed",
        )
    return None


def _forget_at_pool(resources: Resources, arrival: Arrival) -> None:
    """Remove the profile the pool has just made of somebody whom we do not take."""
    if resources.hosted_ui.subject(arrival.pool_username) is None:
        return
    with suppress(Unavailable):
        resources.user_pool.delete(arrival.pool_username)


def _hash(secret: str) -> bytes:
    return sha256(secret.encode()).digest()


def _verifier(resources: Resources, browser: str) -> str:
    return _base64(resources.digests.of(f"verifier {browser}"))


def _nonce(resources: Resources, browser: str) -> str:
    return _base64(resources.digests.of(f"nonce {browser}"))


def _base64(digest: bytes) -> str:
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
