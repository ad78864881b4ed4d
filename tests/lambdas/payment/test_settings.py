"""Nothing that is only good for a laptop goes to production."""

import pytest
from pydantic import ValidationError

from lambdas.payment.settings import PaymentSettings

FIT = {
    "mode": "production",
    "token_issuer": "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc",
    "token_jwks_url": "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc/jwks.json",
    "token_client_ids": ["web"],
    "postgres_dsn": "postgresql://db.internal/unlit",
    "stripe_api_key": "rk_" + "live_x",
    "stripe_webhook_secret": "whsec_x",
    "web_url": "https://unlit.example",
}


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        pytest.param({"stripe_url": "http://127.0.0.1:1"}, "STRIPE_URL", id="a stand-in"),
        pytest.param({"web_url": "http://unlit.example"}, "WEB_URL", id="no https"),
        pytest.param(
            {"stripe_webhook_secret": "whsec_local-only"}, "STRIPE_WEBHOOK_SECRET", id="secret"
        ),
        pytest.param({"stripe_api_key": "sk_test_local-only"}, "STRIPE_API_KEY", id="key"),
    ],
)
def test_production_refuses_what_is_local(changes, complaint):
    with pytest.raises(ValidationError, match=complaint):
        PaymentSettings(**{**FIT, **changes})


@pytest.mark.parametrize(
    ("key", "livemode"), [("rk_" + "live_x", True), ("sk_" + "test_x", False)], ids=["live", "test"]
)
def test_the_key_says_whether_money_is_real(key, livemode):
    assert PaymentSettings(**{**FIT, "stripe_api_key": key}).livemode is livemode
