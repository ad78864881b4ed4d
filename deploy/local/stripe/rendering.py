"""How objects are shown: what must be asked for is left out, and ids can be expanded."""

from collections.abc import Iterable
from copy import deepcopy

from deploy.local.stripe.errors import Refused
from deploy.local.stripe.state import Json, State

INCLUDED_WHEN_ASKED = {"invoice": ("payments",)}
DEEPEST = 4


def rendered(shown: Json, expanded: Iterable[str] = ()) -> Json:
    """An object without the parts that only come when asked for. Changes what it is given."""
    for name in INCLUDED_WHEN_ASKED.get(shown["object"], ()):
        if name not in expanded:
            shown.pop(name, None)
    return shown


def answer(state: State, found: Json, paths: Iterable[str]) -> Json:
    """A copy of an object or a list, with the ids on these paths replaced by their objects."""
    shown = deepcopy(found)
    split = [path.split(".") for path in paths]
    for path in split:
        if len(path) > DEEPEST:
            raise Refused("You cannot expand more than 4 levels of a property.", param="expand")
    if shown["object"] == "list":
        inner = [path[1:] for path in split if path[0] == "data" and len(path) > 1]
        shown["data"] = [_expanded(state, one, inner) for one in shown["data"]]
        return shown
    return _expanded(state, shown, split)


def _expanded(state: State, shown: Json, paths: list[list[str]]) -> Json:
    rendered(shown, [path[0] for path in paths])
    for path in paths:
        _expand(state, shown, path)
    return shown


def _expand(state: State, shown: Json, path: list[str]) -> None:
    name, *rest = path
    if name not in shown:
        raise Refused(f"This property cannot be expanded ({name}).", param="expand")
    value = shown[name]
    if isinstance(value, str) and (found := state.find(value)) is not None:
        value = shown[name] = rendered(deepcopy(found), rest[:1])
    if not rest:
        return
    for inner in value if isinstance(value, list) else [value]:
        if isinstance(inner, dict):
            _expand(state, inner, rest)
