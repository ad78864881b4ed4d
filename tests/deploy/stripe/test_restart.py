"""A restart of the stand-in changes nothing, and what was on its way still arrives."""

import httpx
import stripe

from deploy.local.ports import free_port
from deploy.local.stripe.process import stand_in


def test_everything_is_there_after_a_restart(tmp_path):
    settings = {
        "port": free_port(),
        "webhook": f"http://127.0.0.1:{free_port()}",
        "secret": "whsec_local-only",
        "directory": tmp_path,
    }

    def client(url):
        return stripe.StripeClient("sk_test_local-only", base_addresses={"api": url})

    with stand_in(**settings) as url:
        made = client(url).v1.customers.create({"name": "Mai"}, {"idempotency_key": "once"})
    with stand_in(**settings) as url:
        again = client(url).v1.customers.create({"name": "Mai"}, {"idempotency_key": "once"})
        (event,) = client(url).v1.events.list({"type": "customer.created"}).data
        health = httpx.get(f"{url}/healthz")

    assert again.id == made.id == event.data.object["id"]
    assert event.pending_webhooks == 1
    assert health.status_code == 200
