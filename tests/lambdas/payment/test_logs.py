"""Nothing that could hurt anybody is ever logged: no token, no secret, nothing Stripe says."""

import json
import uuid

CANARY = "canary-4242"


def test_a_whole_purchase_leaves_no_secret_in_the_logs(
    payment, call, member, subscribe, signed, checkout, stripe_stand_in, capfd, caplog, monkeypatch
):
    key = f"{CANARY}-{uuid.uuid4()}"

    checkout(key)
    subscribe()
    notice = signed("customer.updated", {"object": "customer", "id": "cus_x", "email": CANARY})
    call("POST", "/webhooks/stripe", notice.raw, Stripe_Signature=notice.signature)
    call("POST", "/webhooks/stripe", notice.raw, Stripe_Signature=f"t=1,v1={CANARY}")
    call("POST", "/billing/vouchers/redeem", {"code": f"{CANARY}-CODE"}, **member.headers)
    call("POST", "/billing/checkout", {"plan_id": CANARY}, Idempotency_Key=key, **member.headers)
    call("GET", "/billing/subscription", Authorization=f"Bearer {CANARY}")

    printed = capfd.readouterr()
    everything = printed.out + printed.err + caplog.text
    secrets = [
        CANARY,
        member.headers["Authorization"].removeprefix("Bearer "),
        stripe_stand_in.secret,
        "sk_test_",
        notice.signature,
        "people.example",
        json.dumps("payment_method_details"),
    ]
    assert everything.count("WebhookRefused") >= 1
    assert [secret for secret in secrets if secret in everything] == []
