"""Every payment endpoint, once. The resolver and the OpenAPI document are both made from this."""

from http import HTTPStatus

from lambdas.payment import catalogue, checkout, idempotency, subscriptions, vouchers, webhooks
from lambdas.payment.models import Billing, Checkout, NewCheckout, Plans, Portal, VoucherCode
from lambdas.payment.resources import Resources
from shared.lambdas import operations as api
from shared.lambdas.operations import Answer

Call = api.Call[Resources]
Operation = api.Operation[Resources]


def list_plans(call: Call) -> Answer:
    with call.resources.database.transaction() as conn:
        return Answer(catalogue.plans(conn))


def open_checkout(call: Call) -> Answer:
    user_id = call.user.user_id
    return Answer(
        idempotency.once(
            call.resources.database,
            user_id,
            idempotency.key_from(call.headers.get(idempotency.HEADER)),
            call.body,
            Checkout,
            lambda: checkout.open_checkout(call.resources, user_id, call.body, call.visit.now),
            now=call.visit.now,
        )
    )


def open_portal(call: Call) -> Answer:
    return Answer(Portal(url=subscriptions.portal_url(call.resources, call.user.user_id)))


def show_subscription(call: Call) -> Answer:
    return Answer(subscriptions.billing_of(call.resources, call.user.user_id))


def cancel(call: Call) -> Answer:
    return _set_ending(call, ending=True)


def resume(call: Call) -> Answer:
    return _set_ending(call, ending=False)


def _set_ending(call: Call, *, ending: bool) -> Answer:
    visit = call.visit
    return Answer(
        subscriptions.set_ending(
            call.resources, call.user.user_id, visit.now, visit.request_id, ending=ending
        )
    )


def redeem(call: Call) -> Answer:
    user_id = call.user.user_id
    vouchers.redeem(call.resources, user_id, call.body.code, call.visit.now, call.visit.request_id)
    return Answer(subscriptions.billing_of(call.resources, user_id))


def receive_webhook(call: Call) -> Answer:
    signature = call.headers.get("Stripe-Signature") or ""
    visit = call.visit
    webhooks.receive(call.resources, call.body, signature, visit.now, visit.request_id)
    return Answer()


_OPERATIONS = (
    Operation("/billing/plans", "What can be bought.",
              None, Plans, HTTPStatus.OK, list_plans, method="GET"),
    Operation("/billing/checkout", "Open Stripe's page to pay on.",
              NewCheckout, Checkout, HTTPStatus.CREATED, open_checkout, signed_in=True,
              header=idempotency.HEADER),
    Operation("/billing/portal", "Open Stripe's page for cards and receipts.",
              None, Portal, HTTPStatus.CREATED, open_portal, signed_in=True),
    Operation("/billing/subscription", "Your membership and your subscription.",
              None, Billing, HTTPStatus.OK, show_subscription, signed_in=True, method="GET"),
    Operation("/billing/subscription/cancel", "End the subscription with the period paid for.",
              None, Billing, HTTPStatus.OK, cancel, signed_in=True),
    Operation("/billing/subscription/resume", "Keep a subscription that was to end.",
              None, Billing, HTTPStatus.OK, resume, signed_in=True),
    Operation("/billing/vouchers/redeem", "Take a seat of your organisation's.",
              VoucherCode, Billing, HTTPStatus.OK, redeem, signed_in=True),
    Operation("/webhooks/stripe", "For Stripe: something changed.",
              bytes, None, HTTPStatus.NO_CONTENT, receive_webhook, header="Stripe-Signature"),
)  # fmt: skip


def operations() -> tuple[Operation, ...]:
    """Every operation of this function."""
    return _OPERATIONS
