"""Retrieving and listing, which work alike for every kind of object."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from deploy.local.stripe.errors import Refused
from deploy.local.stripe.forms import Form, branch, only, whole
from deploy.local.stripe.state import Json, State

PAGING = ("limit", "starting_after", "created")
MOST = 100

Wanted = Callable[[Json, Any], bool]


def _equal(name: str) -> Wanted:
    return lambda found, value: found[name] == value


def _filters(*names: str) -> dict[str, Wanted]:
    return {name: _equal(name) for name in names}


def _subscription_of_invoice(found: Json, value: str) -> bool:
    return bool(found["parent"]["subscription_details"]["subscription"] == value)


def _status(found: Json, value: str) -> bool:
    return value == "all" or bool(found["status"] == value)


@dataclass(frozen=True, slots=True)
class Collection:
    kind: str
    filters: Mapping[str, Wanted] = field(default_factory=dict)


COLLECTIONS = {
    "billing_portal/sessions": Collection("billing_portal.session"),
    "charges": Collection("charge", _filters("customer", "payment_intent")),
    "checkout/sessions": Collection(
        "checkout.session", _filters("customer", "status", "subscription")
    ),
    "customers": Collection("customer", _filters("email", "test_clock")),
    "disputes": Collection("dispute", _filters("charge", "payment_intent")),
    "events": Collection(
        "event", _filters("type") | {"types": lambda found, value: found["type"] in value}
    ),
    "invoices": Collection(
        "invoice", _filters("customer", "status") | {"subscription": _subscription_of_invoice}
    ),
    "payment_intents": Collection("payment_intent", _filters("customer")),
    "payment_methods": Collection("payment_method", _filters("customer", "type")),
    "prices": Collection(
        "price",
        _filters("product", "currency")
        | {
            "active": lambda found, value: found["active"] == (value == "true"),
            "lookup_keys": lambda found, value: found["lookup_key"] in value,
        },
    ),
    "products": Collection("product"),
    "refunds": Collection("refund", _filters("charge", "payment_intent")),
    "subscriptions": Collection("subscription", _filters("customer") | {"status": _status}),
    "test_helpers/test_clocks": Collection("test_helpers.test_clock"),
}
"""By path below /v1."""


def list_of(state: State, path: str, query: Form) -> Json:
    """A page of a collection, the newest first."""
    collection = COLLECTIONS[path]
    only(query, (*collection.filters, *PAGING))
    found = [one for one in state.newest(collection.kind) if not one.get("deleted")]
    if collection.kind == "subscription" and "status" not in query:
        found = [one for one in found if one["status"] != "canceled"]
    for name, wanted in collection.filters.items():
        if name in query:
            found = [one for one in found if wanted(one, query[name])]
    for name, bound in branch(query, "created").items():
        found = [one for one in found if _within(one["created"], name, int(bound))]
    return _page(found, f"/v1/{path}", query)


def _page(found: list[Json], url: str, query: Form) -> Json:
    limit = whole(query, "limit") if "limit" in query else 10
    if not 1 <= limit <= MOST:
        raise Refused("This value must be between 1 and 100.", param="limit")
    if after := query.get("starting_after"):
        ids = [one["id"] for one in found]
        if after not in ids:
            raise Refused(f"No such object: '{after}'", param="starting_after")
        found = found[ids.index(after) + 1 :]
    return {"object": "list", "url": url, "data": found[:limit], "has_more": len(found) > limit}


def _within(created: int, name: str, bound: int) -> bool:
    return {
        "gt": created > bound,
        "gte": created >= bound,
        "lt": created < bound,
        "lte": created <= bound,
    }[name]
