"""The clock: what is due every minute and every day."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from lambdas.scheduled import appointments, audit, clock, reminders, retention
from lambdas.scheduled.resources import Resources, resources
from lambdas.scheduled.runs import HasTime, once
from lambdas.scheduled.ticks import DAY, MINUTE, slot_of
from shared.models.problem import Invalid
from shared.observability import metrics
from shared.observability.traces import traced

TIME_TO_FINISH = 10_000
"""Milliseconds before our end in which nothing new is begun."""


def _on_minute(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Called by EventBridge every minute."""
    own, now = resources(), datetime.now(UTC)
    try:
        slot = slot_of(event, MINUTE, now)
    except Invalid as problem:
        return _refused(own, problem)
    has_time = _until_the_end(context)
    metrics.measure("scheduled", "TickLag", (now - slot).total_seconds())
    return {
        "clock": clock.announce(own, slot, now),
        "reminders": once(
            *(own, "reminders", slot, now),
            lambda: reminders.announce_due(own, slot, now, has_time),
        ),
        "appointments": once(
            *(own, "appointments", slot, now),
            lambda: appointments.announce_due(own, slot, now, has_time),
        ),
    }


def _on_day(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Called by EventBridge once a day."""
    own, now = resources(), datetime.now(UTC)
    try:
        slot = slot_of(event, DAY, now)
    except Invalid as problem:
        return _refused(own, problem)
    has_time = _until_the_end(context)
    return {
        "retention": once(
            *(own, "retention", slot, now),
            lambda: retention.forget(own, now, has_time),
        ),
        "audit": once(*(own, "audit", slot, now), lambda: audit.check(own, now, has_time)),
    }


def _refused(own: Resources, problem: Invalid) -> dict[str, Any]:
    # Raised, it would be invoked with the same again.
    own.logger.error("not a tick", fields=[error["field"] for error in problem.extra["errors"]])
    return problem.document()


def _until_the_end(context: LambdaContext) -> HasTime:
    return lambda: context.get_remaining_time_in_millis() > TIME_TO_FINISH


on_minute = traced("scheduled", _on_minute)
on_day = traced("scheduled", _on_day)
