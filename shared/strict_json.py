"""JSON as strict as a public door needs it (RFC 8259, RFC 7493).

The standard parser takes NaN, lets the last of two equal keys win, and makes strings that are
not Unicode. Each of those is a way for two readers to see two different documents.
"""

import json
from typing import Any

from shared.models.problem import Malformed

DEEPEST = 50


def loads_object(document: str | bytes) -> dict[str, Any]:
    """Parse a JSON object, the only thing our endpoints, sockets and tokens take.

    Raises Malformed for anything else, and for anything ambiguous.
    """
    try:
        text = document.decode() if isinstance(document, bytes) else document
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
        if not isinstance(value, dict):
            raise ValueError("it is not an object")
        _check(value)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"This is not a JSON object we can read: {_why(error)}.") from error
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a key is given twice")
    return value


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not a JSON number")


def _check(document: dict[str, Any]) -> None:
    """Raise ValueError for nesting beyond `DEEPEST` and for strings that are not Unicode."""
    waiting: list[tuple[Any, int]] = [(document, 1)]
    while waiting:
        value, depth = waiting.pop()
        if depth > DEEPEST and isinstance(value, dict | list):
            raise ValueError(f"it is nested more than {DEEPEST} deep")
        if isinstance(value, str):
            if not value.isascii():
                value.encode()
        elif isinstance(value, dict):
            waiting.extend((key, depth) for key in value)
            waiting.extend((inner, depth + 1) for inner in value.values())
        elif isinstance(value, list):
            waiting.extend((inner, depth + 1) for inner in value)


def _why(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return f"it is nested more than {DEEPEST} deep"
    if isinstance(error, UnicodeError):
        return "it is not valid Unicode"
    return str(error)
