"""Stripe's objects as they are when new. What we have no use for holds what Stripe gives most."""

from deploy.local.stripe.state import Json, new_id

API_VERSION = "2026-10-28.endive"


def customer(now: int, **given: object) -> Json:
    return {
        "id": new_id("cus"),
        "object": "customer",
        "balance": 0,
        "created": now,
        "currency": None,
        "default_source": None,
        "delinquent": False,
        "description": None,
        "email": None,
        "invoice_settings": {
            "custom_fields": None,
            "default_payment_method": None,
            "footer": None,
            "rendering_options": None,
        },
        "livemode": False,
        "metadata": {},
        "name": None,
        "tax_exempt": "none",
        "test_clock": None,
        **given,
    }


def product(now: int, **given: object) -> Json:
    return {
        "id": new_id("prod"),
        "object": "product",
        "active": True,
        "created": now,
        "default_price": None,
        "description": None,
        "images": [],
        "livemode": False,
        "marketing_features": [],
        "metadata": {},
        "name": "",
        "tax_code": None,
        "type": "service",
        "updated": now,
        **given,
    }


def price(now: int, interval: str, interval_count: int, unit_amount: int, **given: object) -> Json:
    return {
        "id": new_id("price"),
        "object": "price",
        "active": True,
        "billing_scheme": "per_unit",
        "created": now,
        "livemode": False,
        "lookup_key": None,
        "metadata": {},
        "nickname": None,
        "recurring": {
            "interval": interval,
            "interval_count": interval_count,
            "meter": None,
            "trial_period_days": None,
            "usage_type": "licensed",
        },
        "tax_behavior": "unspecified",
        "tiers_mode": None,
        "transform_quantity": None,
        "type": "recurring",
        "unit_amount": unit_amount,
        "unit_amount_decimal": str(unit_amount),
        **given,
    }


def payment_method(now: int, customer_id: str | None, last4: str) -> Json:
    return {
        "id": new_id("pm"),
        "object": "payment_method",
        "allow_redisplay": "always",
        "billing_details": {"address": None, "email": None, "name": None, "phone": None},
        "card": {"brand": "visa", "last4": last4, "exp_month": 12, "exp_year": 2099},
        "created": now,
        "customer": customer_id,
        "livemode": False,
        "metadata": {},
        "type": "card",
    }


def checkout_session(now: int, **given: object) -> Json:
    return {
        "id": new_id("cs_test"),
        "object": "checkout.session",
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "billing_address_collection": None,
        "client_reference_id": None,
        "created": now,
        "custom_fields": [],
        "custom_text": {},
        "customer_creation": None,
        "invoice": None,
        "livemode": False,
        "locale": None,
        "metadata": {},
        "mode": "subscription",
        "origin_context": None,
        "payment_intent": None,
        "payment_link": None,
        "payment_method_collection": "always",
        "payment_method_types": ["card"],
        "payment_status": "unpaid",
        "redirect_on_completion": None,
        "setup_intent": None,
        "shipping_options": [],
        "status": "open",
        "submit_type": None,
        "subscription": None,
        "ui_mode": "hosted",
        **given,
    }


def portal_session(now: int, **given: object) -> Json:
    return {
        "id": new_id("bps"),
        "object": "billing_portal.session",
        "configuration": "bpc_default",
        "created": now,
        "livemode": False,
        "locale": None,
        **given,
    }


def test_clock(now: int, **given: object) -> Json:
    return {
        "id": new_id("clock"),
        "object": "test_helpers.test_clock",
        "created": now,
        "deletes_after": now + 30 * 86_400,
        "livemode": False,
        "name": None,
        "status": "ready",
        "status_details": {},
        **given,
    }
