"""One person, two ways in: whoever has an account here and comes by another provider.

Cognito asks before it takes somebody new from the provider (`on_sign_up`). If an account has the
address they have proven there, and it may be linked, they become one; its owner is told by mail.
"""

from collections.abc import Mapping
from typing import Any

from lambdas.auth import audit, federation_store, rules, store
from lambdas.auth.hosted_ui import verified_address
from lambdas.auth.mail import MailNotSent
from lambdas.auth.models import Account
from lambdas.auth.resources import Resources
from shared.lambdas.operations import Visit


def link_if_known(resources: Resources, visit: Visit, event: Mapping[str, Any]) -> None:
    """Link, or leave alone; who may not come in is told when they come back to us.

    Raises Unavailable, at which Cognito takes nobody: two accounts for one person would stay.
    """
    subject = resources.hosted_ui.subject(event["userName"])
    email = verified_address(event["request"]["userAttributes"])
    if event["triggerSource"] != "PreSignUp_ExternalProvider" or subject is None or email is None:
        return
    account, may_link = owner_of(resources, email)
    if account is not None and may_link:
        _link(resources, visit, account, subject)


def owner_of(resources: Resources, email: str) -> tuple[Account | None, bool]:
    """Whose address it is here, and whether another sign-in may be linked to theirs."""
    with resources.database.transaction() as conn:
        account = store.select_account(conn, email)
        if account is None:
            return None, False
        ties = federation_store.select_ties(conn, account.user_id)
    return account, rules.may_be_linked(
        account.role,
        account.status,
        has_password=ties.has_password,
        has_second_factor=ties.has_second_factor,
    )


def _link(resources: Resources, visit: Visit, account: Account, subject: str) -> None:
    user = resources.user_pool.find(account.email)
    if user is None or user.user_id != account.user_id or not user.is_confirmed:
        return
    # Cognito is asked inside the transaction, against our habit: no link without its record.
    with resources.database.transaction() as conn:
        audit.record(
            conn, resources.digests, visit, "sign_in_linked", "done", user_id=account.user_id
        )
        resources.user_pool.link(
            user.username, provider=resources.settings.federation_provider, subject=subject
        )
    try:
        resources.mailbox.send("linked", account.locale, account.email)
    except MailNotSent as error:
        resources.logger.warning("notice not sent", user_id=str(account.user_id), why=str(error))
