"""Which route a request is for. An address has one spelling; every other is refused.

Two programs that read `//`, `%2f`, `;` or `..` differently can be played against each other: one
checks one address, the other serves another. So nothing that has a second reading gets through.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from deploy.routes import Route, RouteTable
from shared.models.problem import Malformed, MethodNotAllowed, NotFound

_PLAIN_PATH = re.compile(r"/|(/[A-Za-z0-9._~@:+,-]+)+/?")


def path_of(target: str) -> str:
    """The path of a request target as it came over the wire. Raises Malformed."""
    path, _, _ = target.partition("?")
    if not _PLAIN_PATH.fullmatch(path) or {".", ".."} & set(path.split("/")):
        raise Malformed("This address is not spelt plainly.")
    return path


@dataclass(frozen=True, slots=True)
class Match:
    route: Route
    parameters: Mapping[str, str]


@dataclass(slots=True)
class _Node:
    """One step of the way: fixed names first, then anything at all."""

    fixed: dict[str, "_Node"] = field(default_factory=dict)
    anything: "_Node | None" = None
    by_method: dict[str, Route] = field(default_factory=dict)

    def child(self, segment: str) -> "_Node":
        if segment.startswith("{"):
            self.anything = self.anything or _Node()
            return self.anything
        return self.fixed.setdefault(segment, _Node())

    def find(self, segments: list[str]) -> "_Node | None":
        if not segments:
            return self if self.by_method else None
        first, rest = segments[0], segments[1:]
        for node in (self.fixed.get(first), self.anything):
            if node is not None and (found := node.find(rest)):
                return found
        return None


class Router:
    def __init__(self, table: RouteTable) -> None:
        self._root = _Node()
        self._prefix = table.prefix
        for route in table.routes:
            node = self._root
            for segment in _segments(table.prefix + route.path):
                node = node.child(segment)
            for method in route.methods:
                node.by_method[method] = route

    def methods(self, path: str) -> list[str]:
        """The methods that address takes. Raises NotFound."""
        node = self._root.find(_segments(path))
        if node is None:
            raise NotFound
        return sorted(node.by_method)

    def match(self, method: str, path: str) -> Match:
        """Raises NotFound for an unknown address, MethodNotAllowed for a method it lacks."""
        node = self._root.find(_segments(path))
        if node is None:
            raise NotFound
        if method not in node.by_method:
            raise MethodNotAllowed(
                headers={"Allow": ", ".join([*sorted(node.by_method), "OPTIONS"])}
            )
        route = node.by_method[method]
        return Match(route, dict(_parameters(self._prefix + route.path, path)))


def _segments(path: str) -> list[str]:
    return path.split("/")[1:]


def _parameters(pattern: str, path: str) -> Iterable[tuple[str, str]]:
    for name, value in zip(_segments(pattern), _segments(path), strict=True):
        if name.startswith("{"):
            yield name[1:-1], value
