"""Every auth endpoint, once. The resolver and the OpenAPI document are both made from this."""

from http import HTTPStatus

from lambdas.auth import (
    completion,
    confirmation,
    cookies,
    federation,
    passwords,
    registration,
    second_factor,
    sessions,
    sign_in,
)
from lambdas.auth.models import (
    Address,
    CodeSent,
    Completion,
    Confirmation,
    ConfirmationSent,
    Credentials,
    Departure,
    FactorCode,
    FactorSetup,
    Federation,
    Password,
    PasswordChange,
    Person,
    Registration,
    Renewal,
    Reset,
    Return,
    SecondStep,
    Sessions,
    SignedIn,
)
from lambdas.auth.resources import Resources
from lambdas.auth.sessions import Grant
from shared.lambdas import operations as api
from shared.lambdas.operations import Answer
from shared.models.problem import Forbidden, Problem, Unauthenticated

Call = api.Call[Resources]
Operation = api.Operation[Resources]


def register(call: Call) -> Answer:
    registration.register(call.resources, call.visit, call.body)
    return Answer(ConfirmationSent())


def confirm(call: Call) -> Answer:
    confirmation.confirm(call.resources, call.visit, call.body)
    return Answer()


def resend(call: Call) -> Answer:
    confirmation.resend(call.resources, call.visit, call.body)
    return Answer(ConfirmationSent())


def log_in(call: Call) -> Answer:
    grant = sign_in.sign_in(call.resources, call.visit, call.body)
    return _granted(call, grant, to_browser=call.body.client == "web")


def log_in_with_code(call: Call) -> Answer:
    grant = sign_in.finish(call.resources, call.visit, call.body)
    return _granted(call, grant, to_browser=call.body.client == "web")


def show_federation(call: Call) -> Answer:
    return Answer(Federation(is_on=call.resources.hosted_ui.is_on))


def depart(call: Call) -> Answer:
    _refuse_foreign_pages(call)
    sent = federation.start(call.resources, call.visit)
    cookie = cookies.holding(
        sent.browser, until=sent.until, now=call.visit.now, name=cookies.DEPARTURE
    )
    return Answer(Departure(authorize_url=sent.authorize_url), {"Set-Cookie": cookie})


def come_back(call: Call) -> Answer:
    browser = _cookie(call, cookies.DEPARTURE)
    try:
        grant = federation.finish(call.resources, call.visit, call.body, browser)
    except Problem as refusal:
        refusal.headers["Set-Cookie"] = cookies.DEPARTURE_CLEARED
        raise
    answer = _granted(call, grant, to_browser=True)
    both = [str(answer.headers["Set-Cookie"]), cookies.DEPARTURE_CLEARED]
    return Answer(answer.body, {"Set-Cookie": both})


def complete(call: Call) -> Answer:
    return Answer(completion.complete(call.resources, call.visit, call.user.user_id, call.body))


def refresh(call: Call) -> Answer:
    cookie = _cookie(call)
    presented = call.body.refresh_token or cookie
    try:
        grant = sessions.refresh(call.resources, call.visit, presented)
    except Unauthenticated as refusal:
        refusal.headers["Set-Cookie"] = cookies.CLEARED
        raise
    return _granted(call, grant, to_browser=call.body.refresh_token is None)


def log_out(call: Call) -> Answer:
    cookie = _cookie(call)
    sessions.sign_out(call.resources, call.visit, call.body.refresh_token or cookie)
    return Answer(headers={"Set-Cookie": cookies.CLEARED})


def log_out_everywhere(call: Call) -> Answer:
    sessions.sign_out_everywhere(call.resources, call.visit, call.user.user_id)
    return Answer(headers={"Set-Cookie": cookies.CLEARED})


def list_sessions(call: Call) -> Answer:
    return Answer(
        sessions.list_sessions(call.resources, call.visit, call.user.user_id, call.user.session)
    )


def end_session(call: Call) -> Answer:
    sessions.end_session(call.resources, call.visit, call.user.user_id, call.id("session_id"))
    return Answer()


def begin_second_factor(call: Call) -> Answer:
    return Answer(
        second_factor.begin(
            call.resources, call.visit, call.user.user_id, _access_token(call), call.body
        )
    )


def confirm_second_factor(call: Call) -> Answer:
    second_factor.confirm(
        call.resources, call.visit, call.user.user_id, _access_token(call), call.body
    )
    return Answer()


def give_up_second_factor(call: Call) -> Answer:
    second_factor.give_up(call.resources, call.visit, call.user.user_id, call.user.role, call.body)
    return Answer()


def forgot(call: Call) -> Answer:
    passwords.send_code(call.resources, call.visit, call.body)
    return Answer(CodeSent())


def reset(call: Call) -> Answer:
    passwords.reset(call.resources, call.visit, call.body)
    return Answer(headers={"Set-Cookie": cookies.CLEARED})


def change_password(call: Call) -> Answer:
    passwords.change(call.resources, call.visit, call.user.user_id, call.body)
    return Answer(headers={"Set-Cookie": cookies.CLEARED})


def _granted(call: Call, grant: Grant, *, to_browser: bool) -> Answer:
    """An access token; the refresh token goes where scripts cannot read it, if it can."""
    wrapper = grant.refresh_token
    headers = {}
    if wrapper and to_browser:
        headers["Set-Cookie"] = cookies.holding(
            str(wrapper), until=grant.ends_at, now=call.visit.now
        )
    return Answer(
        SignedIn(
            access_token=grant.access_token,
            expires_in=grant.expires_in,
            refresh_token=str(wrapper) if wrapper and not to_browser else None,
            user=Person(user_id=grant.user_id, display_name=grant.display_name, role=grant.role),
            missing=None if grant.is_complete else "registration",
        ),
        headers,
    )


def _access_token(call: Call) -> str:
    return (call.headers.get("Authorization") or "").partition(" ")[2]


def _cookie(call: Call, name: str = cookies.REFRESH) -> str | None:
    """What a browser keeps for us, and for no page but ours."""
    _refuse_foreign_pages(call)
    return cookies.read(call.headers.get("Cookie"), name)


def _refuse_foreign_pages(call: Call) -> None:
    """The browser would add our cookies to their requests, and take new ones from our answers."""
    origin = call.headers.get("Origin")
    if origin is not None and origin not in call.resources.settings.public_origins:
        raise Forbidden("This page may not use your sign-in.", code="foreign_origin")


_OPERATIONS = (
    Operation("/auth/register", "Create an account; a code comes by mail.",
              Registration, ConfirmationSent, HTTPStatus.ACCEPTED, register),
    Operation("/auth/confirm", "Prove the address with the code.",
              Confirmation, None, HTTPStatus.NO_CONTENT, confirm),
    Operation("/auth/resend", "Send another code.",
              Address, ConfirmationSent, HTTPStatus.ACCEPTED, resend),
    Operation("/auth/login", "Sign in.",
              Credentials, SignedIn, HTTPStatus.OK, log_in),
    Operation("/auth/login/code", "Finish signing in with the code of an authenticator app.",
              SecondStep, SignedIn, HTTPStatus.OK, log_in_with_code),
    Operation("/auth/federated", "Whether one can sign in by way of another provider.",
              None, Federation, HTTPStatus.OK, show_federation, method="GET"),
    Operation("/auth/federated/start", "Get the address where another provider signs people in.",
              None, Departure, HTTPStatus.OK, depart),
    Operation("/auth/federated/callback", "Sign in with the code from another provider.",
              Return, SignedIn, HTTPStatus.OK, come_back),
    Operation("/auth/complete", "Finish registering; nothing else is let through before.",
              Completion, Person, HTTPStatus.OK, complete, signed_in=True, even_incomplete=True),
    Operation("/auth/refresh", "Get a new access token.",
              Renewal, SignedIn, HTTPStatus.OK, refresh),
    Operation("/auth/logout", "Sign out here.",
              Renewal, None, HTTPStatus.NO_CONTENT, log_out),
    Operation("/auth/logout-all", "Sign out everywhere.",
              None, None, HTTPStatus.NO_CONTENT, log_out_everywhere, signed_in=True),
    Operation("/auth/forgot", "Ask for a code to set a new password with.",
              Address, CodeSent, HTTPStatus.ACCEPTED, forgot),
    Operation("/auth/reset", "Set a new password with the code; ends every sign-in.",
              Reset, None, HTTPStatus.NO_CONTENT, reset),
    Operation("/auth/password", "Change the password; ends every sign-in.",
              PasswordChange, None, HTTPStatus.NO_CONTENT, change_password, signed_in=True),
    Operation("/auth/sessions", "Where I am signed in.",
              None, Sessions, HTTPStatus.OK, list_sessions, signed_in=True, method="GET"),
    Operation("/auth/sessions/{session_id}", "Sign out there.",
              None, None, HTTPStatus.NO_CONTENT, end_session, signed_in=True, method="DELETE"),
    Operation("/auth/second-factor", "Begin with an authenticator app; takes the password again.",
              Password, FactorSetup, HTTPStatus.OK, begin_second_factor, signed_in=True),
    Operation("/auth/second-factor/confirm", "Show that the app works; every sign-in takes a code.",
              FactorCode, None, HTTPStatus.NO_CONTENT, confirm_second_factor, signed_in=True),
    Operation("/auth/second-factor/remove", "Sign in with the password alone again.",
              Password, None, HTTPStatus.NO_CONTENT, give_up_second_factor, signed_in=True),
)  # fmt: skip


def operations() -> tuple[Operation, ...]:
    """Every operation of this function."""
    return _OPERATIONS
