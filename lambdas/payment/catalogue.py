"""Plans and prices: what is for sale, as data."""

from dataclasses import dataclass

from psycopg.rows import class_row

from lambdas.payment.models import Money, Plan, Plans
from lambdas.payment.provider import Provider
from lambdas.payment.rules import Price
from shared.lambdas.database import Database
from shared.postgres.pool import Connection


@dataclass(frozen=True, slots=True)
class _Offer:
    plan_id: str
    name: dict[str, str]
    includes: list[str]
    recurs: str
    currency: str
    amount_minor: int


def plans(conn: Connection) -> Plans:
    """Everything that can be bought, each plan with a price in every currency it is sold in."""
    found: dict[str, Plan] = {}
    for offer in _select_offers(conn):
        price = Money(amount_minor=offer.amount_minor, currency=offer.currency)
        if plan := found.get(offer.plan_id):
            plan.prices.append(price)
        else:
            found[offer.plan_id] = Plan(
                plan_id=offer.plan_id,
                name=offer.name,
                includes=offer.includes,
                recurs="year" if offer.recurs == "year" else "month",
                prices=[price],
            )
    return Plans(items=list(found.values()))


def provider_id(database: Database, provider: Provider, price: Price) -> str:
    """Stripe's id of a price, remembered from the first time it is needed."""
    if price.provider_id:
        return price.provider_id
    known = provider.price_id(price, name=price.plan_id.replace("_", " ").capitalize())
    with database.transaction() as conn:
        _update_provider_id(conn, price.price_key, known)
    return known


def select_offer(conn: Connection, plan_id: str, currency: str) -> Price | None:
    with conn.cursor(row_factory=class_row(Price)) as cursor:
        return cursor.execute(
            """
            SELECT prices.price_key, prices.plan_id, prices.currency, prices.amount_minor,
                   plans.recurs, prices.provider_id
              FROM billing.prices
              JOIN billing.plans USING (plan_id)
             WHERE plan_id = %(plan_id)s
               AND currency = %(currency)s
               AND plans.offered
               AND prices.offered
            """,
            {"plan_id": plan_id, "currency": currency},
        ).fetchone()


def select_prices(conn: Connection) -> list[Price]:
    """Every price we ever sold at and Stripe knows, offered still or not."""
    with conn.cursor(row_factory=class_row(Price)) as cursor:
        return cursor.execute(
            """
            SELECT prices.price_key, prices.plan_id, prices.currency, prices.amount_minor,
                   plans.recurs, prices.provider_id
              FROM billing.prices
              JOIN billing.plans USING (plan_id)
             WHERE provider_id IS NOT NULL
            """
        ).fetchall()


def _select_offers(conn: Connection) -> list[_Offer]:
    with conn.cursor(row_factory=class_row(_Offer)) as cursor:
        return cursor.execute(
            """
            SELECT plan_id, plans.name, plans.includes, plans.recurs,
                   prices.currency, prices.amount_minor
              FROM billing.plans
              JOIN billing.prices USING (plan_id)
             WHERE plans.offered
               AND prices.offered
             ORDER BY plans.position, prices.currency
            """
        ).fetchall()


def _update_provider_id(conn: Connection, price_key: str, provider_id: str) -> None:
    conn.execute(
        """
        UPDATE billing.prices
           SET provider_id = %(provider_id)s
         WHERE price_key = %(price_key)s
        """,
        {"price_key": price_key, "provider_id": provider_id},
    )
