"""A page of one of the stand-ins."""

from html import escape

STYLE = """
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 30rem; margin: 3rem auto; padding: 0 1rem }
small { opacity: .75 }
"""


def page(title: str, style: str, body: str) -> str:
    """A whole document. `style` comes after what all of them share; `body` is HTML."""
    return f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>{STYLE}{style}</style>
<main>{body}</main>
</html>
"""
