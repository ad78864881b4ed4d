"""What people do in any window of a browser."""

from playwright.sync_api import Page, expect

PATIENCE = 20_000
"""Milliseconds a person waits for a page to change."""

expect.set_options(timeout=PATIENCE)


def sign_in(page: Page, email: str, password: str) -> None:
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
