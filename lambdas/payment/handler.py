"""Payments: /api/v1/billing, Stripe's webhooks, and the clock behind both."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from lambdas.payment import erasing, reconciliation, webhooks
from lambdas.payment.resources import resources
from lambdas.payment.routes import operations
from shared.lambdas.api import rest_api
from shared.observability.traces import traced

TIME_TO_FINISH = 30_000
"""Milliseconds before our end in which nothing new is begun."""


def _on_inbox(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Called by EventBridge every minute."""
    own, now = resources(), datetime.now(UTC)
    return {
        "processed": webhooks.work_through(own, now),
        "run_out": webhooks.announce_run_out(own),
        "erased": erasing.erase_due(own, now),
    }


def _on_daily(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Called by EventBridge once a day."""
    own = resources()
    now = datetime.now(UTC)
    outcome = reconciliation.reconcile(
        own, now, lambda: context.get_remaining_time_in_millis() > TIME_TO_FINISH
    )
    reconciliation.forget_old(own, now)
    return asdict(outcome)


on_request = traced("payment", rest_api(operations(), resources))
on_inbox = traced("payment", _on_inbox)
on_daily = traced("payment", _on_daily)
