"""New payments and what may become of them, as Stripe gives them."""

from deploy.local.stripe.state import Json, new_id


def payment_intent(now: int, invoiced: Json, method_id: str | None) -> Json:
    return {
        "id": new_id("pi"),
        "object": "payment_intent",
        "amount": invoiced["amount_due"],
        "amount_capturable": 0,
        "amount_received": 0,
        "application": None,
        "cancellation_reason": None,
        "capture_method": "automatic",
        "confirmation_method": "automatic",
        "created": now,
        "currency": invoiced["currency"],
        "customer": invoiced["customer"],
        "latest_charge": None,
        "livemode": False,
        "metadata": {},
        "on_behalf_of": None,
        "payment_method": method_id,
        "payment_method_types": ["card"],
        "payment_record": None,
        "review": None,
        "setup_future_usage": "off_session",
        "source": None,
        "status": "requires_payment_method",
    }


def invoice_payment(now: int, invoiced: Json, intent_id: str) -> Json:
    return {
        "id": new_id("inpay"),
        "object": "invoice_payment",
        "amount_paid": None,
        "amount_requested": invoiced["amount_due"],
        "created": now,
        "currency": invoiced["currency"],
        "invoice": invoiced["id"],
        "is_default": True,
        "livemode": False,
        "payment": {"type": "payment_intent", "payment_intent": intent_id},
        "status": "open",
        "status_transitions": {"canceled_at": None, "paid_at": None},
    }


def charge(now: int, intent: Json, method_id: str | None, failure: str | None) -> Json:
    paid = failure is None
    return {
        "id": new_id("ch"),
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": intent["amount"] if paid else 0,
        "amount_refunded": 0,
        "application": None,
        "application_fee": None,
        "balance_transaction": new_id("txn") if paid else None,
        "billing_details": {"address": None, "email": None, "name": None, "phone": None},
        "captured": paid,
        "created": now,
        "currency": intent["currency"],
        "customer": intent["customer"],
        "disputed": False,
        "failure_balance_transaction": None,
        "failure_code": failure,
        "failure_message": None if paid else "Your card was declined.",
        "livemode": False,
        "metadata": {},
        "on_behalf_of": None,
        "paid": paid,
        "payment_intent": intent["id"],
        "payment_method": method_id,
        "refunded": False,
        "review": None,
        "source": None,
        "source_transfer": None,
        "status": "succeeded" if paid else "failed",
        "transfer": None,
    }


def refund(now: int, charged: Json, amount: int, **given: object) -> Json:
    return {
        "id": new_id("re"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": new_id("txn"),
        "charge": charged["id"],
        "created": now,
        "currency": charged["currency"],
        "customer": charged["customer"],
        "failure_balance_transaction": None,
        "metadata": {},
        "payment_intent": charged["payment_intent"],
        "payment_method": charged["payment_method"],
        "pending_reason": None,
        "reason": None,
        "source_transfer_reversal": None,
        "status": "succeeded",
        "transfer_reversal": None,
        **given,
    }


def dispute(now: int, charged: Json) -> Json:
    return {
        "id": new_id("du"),
        "object": "dispute",
        "amount": charged["amount"],
        "balance_transactions": [],
        "charge": charged["id"],
        "created": now,
        "currency": charged["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {"uncategorized_text": None},
        "evidence_details": {
            "due_by": now + 7 * 86_400,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
            "submission_method": "not_submitted",
        },
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "payment_intent": charged["payment_intent"],
        "reason": "fraudulent",
        "status": "needs_response",
    }
