"""The second half of registering, for who came by another provider."""

from lambdas.auth import audit, confirmation, federation_store, registration, store
from lambdas.auth.models import Completion, Person
from lambdas.auth.resources import Resources
from shared.auth.roles import Role
from shared.lambdas.operations import Visit
from shared.models.ids import UserId
from shared.models.problem import Conflict


def complete(resources: Resources, visit: Visit, user_id: UserId, form: Completion) -> Person:
    """Make an incomplete account active and announce it, as a confirmed address does elsewhere.

    Raises Invalid for who is too young, of whom nothing of this is kept.
    """
    registration.check_person(form, visit.now, resources.settings.minimum_age)
    with resources.database.transaction() as conn:
        account = federation_store.complete_account(conn, user_id, form, visit.now)
        if account is None:
            raise Conflict("Your registration is complete already.", code="already_complete")
        store.insert_profile(conn, user_id, form)
        registration.insert_consents(conn, user_id, form)
        confirmation.announce(conn, visit, account)
        audit.record(conn, resources.digests, visit, "complete", "done", user_id=user_id)
    return Person(user_id=user_id, display_name=account.display_name, role=Role(account.role))
