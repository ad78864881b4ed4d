"""Customers and what they bought, in PostgreSQL. Every function takes the caller's connection."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row, scalar_row

from lambdas.payment.rules import ENDED, Judgement, Payment, Subscription
from shared.postgres.pool import Connection


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A subscription as we know it."""

    subscription_id: str
    customer_id: str
    status: str
    plan_id: str | None
    currency: str | None
    amount_minor: int | None
    current_period_end: datetime
    cancel_at_period_end: bool
    valid_until: datetime | None


def select_customer(conn: Connection, user_id: UUID) -> str | None:
    with conn.cursor(row_factory=scalar_row) as cursor:
        customer_id: str | None = cursor.execute(
            "SELECT customer_id FROM billing.customers WHERE user_id = %(user_id)s",
            {"user_id": user_id},
        ).fetchone()
    return customer_id


def insert_customer(conn: Connection, user_id: UUID, customer_id: str) -> None:
    """Remember who somebody is at Stripe, unless that is known already."""
    conn.execute(
        """
        INSERT INTO billing.customers (user_id, customer_id)
        VALUES (%(user_id)s, %(customer_id)s)
            ON CONFLICT DO NOTHING
        """,
        {"user_id": user_id, "customer_id": customer_id},
    )


def next_reading(conn: Connection, customer_id: str) -> int | None:
    """A number for what is about to be read at Stripe; None when we know no such customer."""
    with conn.cursor(row_factory=scalar_row) as cursor:
        reading: int | None = cursor.execute(
            """
            SELECT nextval('billing.readings')
              FROM billing.customers
             WHERE customer_id = %(customer_id)s
            """,
            {"customer_id": customer_id},
        ).fetchone()
    return reading


def update_reading(conn: Connection, customer_id: str, reading: int, now: datetime) -> UUID | None:
    """Hold the customer while a reading is written; None when a newer one is there already."""
    with conn.cursor(row_factory=scalar_row) as cursor:
        user_id: UUID | None = cursor.execute(
            """
            UPDATE billing.customers
               SET reading = %(reading)s, settled_at = %(now)s
             WHERE customer_id = %(customer_id)s
               AND reading < %(reading)s
            RETURNING user_id
            """,
            {"customer_id": customer_id, "reading": reading, "now": now},
        ).fetchone()
    return user_id


def select_unsettled(conn: Connection, before: datetime, *, most: int) -> list[str]:
    """Customers nobody has looked at since, those who have waited longest first."""
    with conn.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute(
            """
            SELECT customer_id
              FROM billing.customers
             WHERE settled_at < %(before)s
             ORDER BY settled_at
             LIMIT %(most)s
            """,
            {"before": before, "most": most},
        ).fetchall()


def select_current_subscription(conn: Connection, user_id: UUID) -> Subscribed | None:
    """The subscription that is not over; the newest if, by some accident, there are several."""
    with conn.cursor(row_factory=class_row(Subscribed)) as cursor:
        return cursor.execute(
            """
            SELECT subscriptions.subscription_id, customers.customer_id, subscriptions.status,
                   prices.plan_id, prices.currency, prices.amount_minor,
                   subscriptions.current_period_end, subscriptions.cancel_at_period_end,
                   subscriptions.valid_until
              FROM billing.subscriptions
              JOIN billing.customers USING (user_id)
              LEFT JOIN billing.prices USING (price_key)
             WHERE user_id = %(user_id)s
               AND NOT status = ANY(%(ended)s)
             ORDER BY current_period_end DESC
             LIMIT 1
            """,
            {"user_id": user_id, "ended": list(ENDED)},
        ).fetchone()


def upsert_subscription(
    conn: Connection,
    user_id: UUID,
    subscription: Subscription,
    price_key: str | None,
    judgement: Judgement,
) -> bool:
    """Write down what Stripe says and what follows; whether that was news."""
    written = conn.execute(
        """
        INSERT INTO billing.subscriptions AS known
               (subscription_id, user_id, price_key, status, current_period_end,
                cancel_at_period_end, paid_until, valid_until, faults)
        VALUES (%(subscription_id)s, %(user_id)s, %(price_key)s, %(status)s,
                %(current_period_end)s, %(cancel_at_period_end)s, %(paid_until)s,
                %(valid_until)s, %(faults)s)
            ON CONFLICT (subscription_id) DO UPDATE
           SET price_key = excluded.price_key,
               status = excluded.status,
               current_period_end = excluded.current_period_end,
               cancel_at_period_end = excluded.cancel_at_period_end,
               paid_until = excluded.paid_until,
               valid_until = excluded.valid_until,
               faults = excluded.faults
         WHERE known.user_id = excluded.user_id
           AND known.* IS DISTINCT FROM excluded.*
        """,
        {
            "subscription_id": subscription.subscription_id,
            "user_id": user_id,
            "price_key": price_key,
            "status": subscription.status,
            "current_period_end": subscription.current_period_end,
            "cancel_at_period_end": subscription.cancel_at_period_end,
            "paid_until": judgement.paid_until,
            "valid_until": judgement.valid_until,
            "faults": list(judgement.faults),
        },
    )
    return written.rowcount == 1


def upsert_payment(conn: Connection, user_id: UUID, payment: Payment) -> bool:
    """Write down a payment and what became of it; whether that was news."""
    written = conn.execute(
        """
        INSERT INTO billing.payments AS known
               (invoice_id, user_id, subscription_id, amount_minor, currency, refunded_minor,
                dispute, period_start, period_end, paid_at)
        VALUES (%(invoice_id)s, %(user_id)s, %(subscription_id)s, %(amount_minor)s,
                %(currency)s, %(refunded_minor)s, %(dispute)s, %(period_start)s, %(period_end)s,
                %(paid_at)s)
            ON CONFLICT (invoice_id) DO UPDATE
           SET refunded_minor = excluded.refunded_minor,
               dispute = excluded.dispute
         WHERE (known.refunded_minor, known.dispute)
               IS DISTINCT FROM (excluded.refunded_minor, excluded.dispute)
        """,
        {
            "invoice_id": payment.invoice_id,
            "user_id": user_id,
            "subscription_id": payment.subscription_id,
            "amount_minor": payment.amount_minor,
            "currency": payment.currency,
            "refunded_minor": payment.refunded_minor,
            "dispute": payment.dispute,
            "period_start": payment.period_start,
            "period_end": payment.period_end,
            "paid_at": payment.paid_at,
        },
    )
    return written.rowcount == 1
