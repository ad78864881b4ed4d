"""The operations that change something: which there are, and the parameters each takes."""

from collections.abc import Callable
from dataclasses import dataclass

from deploy.local.stripe import paying, people, selling
from deploy.local.stripe.forms import Form
from deploy.local.stripe.state import Json, State


@dataclass(frozen=True, slots=True)
class Write:
    method: str
    path: str
    """Below /v1; `{id}` is the object it is about."""
    perform: Callable[[State, str, Form], Json]
    parameters: tuple[str, ...] = ()


WRITES = (
    Write("POST", "customers", people.create_customer,
          ("description", "email", "metadata", "name", "test_clock")),
    Write("POST", "customers/{id}", people.update_customer, ("invoice_settings", "metadata")),
    Write("DELETE", "customers/{id}", people.delete_customer),
    Write("POST", "products", selling.create_product, ("description", "metadata", "name")),
    Write("POST", "prices", selling.create_price,
          ("currency", "lookup_key", "metadata", "nickname", "product", "product_data",
           "recurring", "unit_amount")),
    Write("POST", "payment_methods/{id}/attach", people.attach_payment_method, ("customer",)),
    Write("POST", "subscriptions", paying.create_subscription,
          ("customer", "default_payment_method", "items", "metadata")),
    Write("POST", "subscriptions/{id}", paying.update_subscription,
          ("cancel_at_period_end", "metadata")),
    Write("DELETE", "subscriptions/{id}", paying.cancel_subscription),
    Write("POST", "invoices/{id}/pay", paying.pay_invoice),
    Write("POST", "checkout/sessions", selling.create_checkout_session,
          ("cancel_url", "client_reference_id", "customer", "expires_at", "line_items", "locale",
           "metadata", "mode", "subscription_data", "success_url")),
    Write("POST", "checkout/sessions/{id}/expire", selling.expire_checkout_session),
    Write("POST", "billing_portal/sessions", selling.create_portal_session,
          ("customer", "locale", "return_url")),
    Write("POST", "refunds", paying.create_refund,
          ("amount", "charge", "payment_intent", "reason")),
    Write("POST", "disputes/{id}", paying.update_dispute, ("evidence", "submit")),
    Write("POST", "disputes/{id}/close", paying.close_dispute),
    Write("POST", "test_helpers/test_clocks", people.create_test_clock, ("frozen_time", "name")),
    Write("POST", "test_helpers/test_clocks/{id}/advance", people.advance_test_clock,
          ("frozen_time",)),
)  # fmt: skip
