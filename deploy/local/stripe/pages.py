"""The pages a person clicks through: paying or declining, and looking after a subscription."""

from datetime import UTC, datetime
from html import escape

from deploy.local.page import page
from deploy.local.stripe.money import written
from deploy.local.stripe.state import Json

CARDS = {
    "4242424242424242": "Visa that pays",
    "4000000000000002": "Visa that is declined",
    "4000000000009995": "Visa with too little money",
    "4000000000000259": "Visa whose payment is disputed afterwards",
}
"""Stripe's test cards the Checkout page offers."""

LATER_CARDS = {
    "4242424242424242": "Visa that pays",
    "4000000000000341": "Visa that fails at the next renewal",
}
"""Those the portal offers."""

STYLE = """
fieldset, article { border: 1px solid #8888; border-radius: .5rem; padding: 1rem; margin: 1rem 0 }
label { display: block } button { font: inherit; padding: .5rem 1rem; margin: .25rem 0 }
[role=alert] { border-left: .25rem solid #c33; padding-left: .75rem }
"""


def checkout(session: Json, product: Json, problem: str | None) -> str:
    amount = escape(written(session["amount_total"], session["currency"]))
    cancel = session["cancel_url"]
    back = f'<p><a href="{escape(cancel)}">Back without paying</a></p>' if cancel else ""
    return _page(
        "Checkout",
        f"""
        <h1>{escape(product["name"])}</h1>
        <p><strong>{amount}</strong></p>
        {_alert(problem)}
        <form method="post">
          {_cards(CARDS)}
          <button>Pay {amount}</button>
        </form>
        {back}
        """,
    )


def over(session: Json) -> str:
    return _page("Checkout", f"<h1>This page is {escape(session['status'])}</h1>")


def portal(session: Json, subscriptions: list[Json], names: dict[str, str]) -> str:
    back = escape(session["return_url"] or "/")
    listed = "".join(_subscription(one, names) for one in subscriptions) or "<p>Nothing here.</p>"
    return _page(
        "Billing",
        f"""
        <h1>Your subscription</h1>
        {listed}
        <form method="post">
          {_cards(LATER_CARDS)}
          <button name="do" value="card">Use this card from now on</button>
        </form>
        <p><a href="{back}">Back to the shop</a></p>
        """,
    )


def _subscription(subscribed: Json, names: dict[str, str]) -> str:
    (item,) = subscribed["items"]["data"]
    priced = item["price"]
    until = datetime.fromtimestamp(item["current_period_end"], UTC).date().isoformat()
    ending = subscribed["cancel_at_period_end"]
    button = ""
    if subscribed["status"] != "canceled":
        name, value = ("Resume", "resume") if ending else ("Cancel at the period's end", "cancel")
        button = f'<button name="do" value="{value}:{subscribed["id"]}">{name}</button>'
    return f"""
        <article>
          <h2>{escape(names[priced["product"]])}</h2>
          <p>{escape(written(priced["unit_amount"], priced["currency"]))}
             a {escape(priced["recurring"]["interval"])}, {escape(subscribed["status"])},
             {"ends" if ending else "renews"} on {until}</p>
          <form method="post">{button}</form>
        </article>
        """


def _cards(offered: dict[str, str]) -> str:
    choices = "".join(
        f'<label><input type="radio" name="card" value="{number}" {"checked" if not index else ""}>'
        f" {escape(about)} <small>{number}</small></label>"
        for index, (number, about) in enumerate(offered.items())
    )
    return f"<fieldset><legend>Card</legend>{choices}</fieldset>"


def _alert(problem: str | None) -> str:
    return f'<p role="alert">{escape(problem)}</p>' if problem else ""


def _page(title: str, body: str) -> str:
    note = "<p><small>This is the local stand-in for Stripe. No money moves.</small></p>"
    return page(f"{title}: Stripe's stand-in", STYLE, body + note)
