"""The page on which somebody says who they are."""

from collections.abc import Mapping
from html import escape

from deploy.local.page import page

SUGGESTED = {
    "someone.new@people.example": "Someone new",
    "mai@unlit.example": "Mai, who has an account with this address",
}

STYLE = """
* { box-sizing: border-box }
form { border: 1px solid #8888; border-radius: .5rem; padding: 1rem; margin: 1rem 0 }
label { display: block; margin: .5rem 0 }
input, button { font: inherit; padding: .5rem } input[type=email] { width: 100% }
"""


def choice(asked: Mapping[str, str]) -> str:
    """`asked` goes along with the answer."""
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in asked.items()
    )
    known = "".join(
        f"""
        <form method="post">{hidden}
          <input type="hidden" name="verified" value="true">
          <button name="email" value="{escape(email)}">Continue as {escape(email)}</button>
          <br><small>{escape(about)}</small>
        </form>
        """
        for email, about in SUGGESTED.items()
    )
    body = f"""
  <h1>Who are you?</h1>
  {known}
  <form method="post">{hidden}
    <label>Another e-mail address
      <input type="email" name="email" required autocomplete="email"></label>
    <label><input type="checkbox" name="verified" value="true" checked>
      This address is verified</label>
    <button>Continue</button>
  </form>
  <p><small>This is the local stand-in for a sign-in provider. It asks for no password.</small></p>
"""
    return page("Stand-in provider", STYLE, body)
