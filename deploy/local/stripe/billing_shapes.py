"""New subscriptions and invoices, as Stripe gives them."""

import calendar
from datetime import UTC, datetime

from deploy.local.stripe.state import Json, new_id


def subscription(now: int, buyer: Json, priced: Json, quantity: int, **given: object) -> Json:
    subscription_id = new_id("sub")
    item = {
        "id": new_id("si"),
        "object": "subscription_item",
        "created": now,
        "current_period_end": period_end(now, priced),
        "current_period_start": now,
        "discounts": [],
        "metadata": {},
        "plan": None,
        "price": priced,
        "quantity": quantity,
        "subscription": subscription_id,
    }
    return {
        "id": subscription_id,
        "object": "subscription",
        "application": None,
        "automatic_tax": {"disabled_reason": None, "enabled": False, "liability": None},
        "billing_cycle_anchor": now,
        "billing_mode": {"type": "flexible"},
        "billing_schedules": [],
        "cancel_at": None,
        "cancel_at_period_end": False,
        "canceled_at": None,
        "collection_method": "charge_automatically",
        "created": now,
        "currency": priced["currency"],
        "customer": buyer["id"],
        "default_payment_method": None,
        "default_source": None,
        "discounts": [],
        "ended_at": None,
        "invoice_settings": {"account_tax_ids": None, "issuer": {"type": "self"}},
        "items": {
            "object": "list",
            "data": [item],
            "has_more": False,
            "url": f"/v1/subscription_items?subscription={subscription_id}",
        },
        "latest_invoice": None,
        "livemode": False,
        "metadata": {},
        "on_behalf_of": None,
        "pending_setup_intent": None,
        "schedule": None,
        "start_date": now,
        "status": "incomplete",
        "test_clock": buyer["test_clock"],
        **given,
    }


def invoice(now: int, subscribed: Json, reason: str) -> Json:
    """A draft for the period the subscription is in."""
    (item,) = subscribed["items"]["data"]
    amount = item["price"]["unit_amount"] * item["quantity"]
    invoice_id = new_id("in")
    line = {
        "id": new_id("il"),
        "object": "line_item",
        "amount": amount,
        "currency": subscribed["currency"],
        "discountable": True,
        "discounts": [],
        "invoice": invoice_id,
        "livemode": False,
        "metadata": {},
        "parent": {
            "type": "subscription_item_details",
            "invoice_item_details": None,
            "subscription_item_details": {
                "invoice_item": None,
                "proration": False,
                "subscription": subscribed["id"],
                "subscription_item": item["id"],
            },
        },
        "period": {"start": item["current_period_start"], "end": item["current_period_end"]},
        "pricing": {
            "type": "price_details",
            "price_details": {"price": item["price"]["id"], "product": item["price"]["product"]},
            "unit_amount_decimal": item["price"]["unit_amount_decimal"],
        },
        "quantity": item["quantity"],
        "subscription": subscribed["id"],
        "subtotal": amount,
    }
    return {
        "id": invoice_id,
        "object": "invoice",
        "amount_due": amount,
        "amount_overpaid": 0,
        "amount_paid": 0,
        "amount_remaining": amount,
        "amount_shipping": 0,
        "application": None,
        "attempt_count": 0,
        "attempted": False,
        "auto_advance": True,
        "automatic_tax": {"disabled_reason": None, "enabled": False, "liability": None},
        "automatically_finalizes_at": None,
        "billing_reason": reason,
        "collection_method": "charge_automatically",
        "created": now,
        "currency": subscribed["currency"],
        "customer": subscribed["customer"],
        "customer_tax_exempt": "none",
        "default_payment_method": None,
        "default_source": None,
        "default_tax_rates": [],
        "discounts": [],
        "issuer": {"type": "self"},
        "latest_revision": None,
        "lines": {
            "object": "list",
            "data": [line],
            "has_more": False,
            "url": f"/v1/invoices/{invoice_id}/lines",
        },
        "livemode": False,
        "metadata": {},
        "next_payment_attempt": None,
        "on_behalf_of": None,
        "parent": {
            "type": "subscription_details",
            "quote_details": None,
            "subscription_details": {
                "metadata": subscribed["metadata"],
                "subscription": subscribed["id"],
            },
        },
        "payment_settings": {"default_mandate": None, "payment_method_types": None},
        "payments": {
            "object": "list",
            "data": [],
            "has_more": False,
            "url": f"/v1/invoice_payments?invoice={invoice_id}",
        },
        "period_end": now,
        "period_start": now,
        "post_payment_credit_notes_amount": 0,
        "pre_payment_credit_notes_amount": 0,
        "starting_balance": 0,
        "status": "draft",
        "status_transitions": {
            "finalized_at": None,
            "marked_uncollectible_at": None,
            "paid_at": None,
            "voided_at": None,
        },
        "subtotal": amount,
        "test_clock": subscribed["test_clock"],
        "total": amount,
    }


def period_end(start: int, priced: Json) -> int:
    """The end of a billing period: the same day of a later month, or the last one it has."""
    recurring = priced["recurring"]
    count: int = recurring["interval_count"]
    if recurring["interval"] in ("day", "week"):
        return start + count * 86_400 * (7 if recurring["interval"] == "week" else 1)
    begin = datetime.fromtimestamp(start, UTC)
    months = begin.month - 1 + count * (12 if recurring["interval"] == "year" else 1)
    year, month = begin.year + months // 12, months % 12 + 1
    day = min(begin.day, calendar.monthrange(year, month)[1])
    return int(begin.replace(year=year, month=month, day=day).timestamp())
