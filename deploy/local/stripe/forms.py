"""Stripe's request bodies: URL-encoded forms whose names nest, as in `items[0][price]=…`."""

import re
from collections.abc import Iterable
from typing import Any

from deploy.local.stripe.errors import Refused

_PART = re.compile(r"\[([^\[\]]*)\]")

Form = dict[str, Any]
"""Nested text, as it came."""


def nested(pairs: Iterable[tuple[str, str]]) -> Form:
    """`[("a[0][b]", "1")]` becomes `{"a": [{"b": "1"}]}`."""
    tree: Form = {}
    for name, value in pairs:
        head, bracket, rest = name.partition("[")
        *path, last = [head, *_PART.findall(bracket + rest)]
        branch = tree
        for part in path:
            branch = branch.setdefault(part, {})
        branch[last or str(len(branch))] = value
    return {name: _with_lists(value) for name, value in tree.items()}


def _with_lists(value: Any) -> Any:
    """Turn every branch that is numbered from 0 into a list."""
    if not isinstance(value, dict):
        return value
    if value and list(value) == [str(index) for index in range(len(value))]:
        return [_with_lists(part) for part in value.values()]
    return {name: _with_lists(part) for name, part in value.items()}


def text(form: Form, name: str) -> str:
    """A parameter there must be."""
    value = form.get(name)
    if not isinstance(value, str) or not value:
        raise Refused(f"Missing required param: {name}.", code="parameter_missing", param=name)
    return value


def whole(form: Form, name: str) -> int:
    try:
        return int(text(form, name))
    except ValueError as error:
        raise Refused(
            f"Invalid integer: {form[name]}", code="parameter_invalid_integer", param=name
        ) from error


def flag(form: Form, name: str) -> bool:
    if (value := text(form, name)) not in ("true", "false"):
        raise Refused(f"Invalid boolean: {value}", param=name)
    return value == "true"


def branch(form: Form, name: str) -> Form:
    """A nested object; empty when it is not given."""
    value = form.get(name) or {}
    if not isinstance(value, dict):
        raise Refused("Invalid object", param=name)
    return value


def only(form: Form, allowed: Iterable[str]) -> None:
    """Refuse parameters there are not, so that a misspelt one does not pass silently."""
    for name in form.keys() - set(allowed) - {"expand"}:
        raise Refused(f"Received unknown parameter: {name}", code="parameter_unknown", param=name)
