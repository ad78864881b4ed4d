"""A stand-in for Stripe on one machine: enough of its API that the official SDK works unchanged.

It follows Stripe's documentation: shapes, parameters, errors, idempotency keys, test cards, test
clocks, signed webhooks with retries. Checkout and the portal are pages to click through.
"""
