"""The route table: reads `routes.yaml`, and refuses one that could mean two things.

API Gateway's body, the local gateway, the documentation and the drift tests all read the table
through here, so a mistake in it is found once and early.
"""

import re
from collections import Counter
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field, StringConstraints, model_validator

from shared.auth.roles import Role
from shared.models.base import Model

TABLE = Path(__file__).with_name("routes.yaml")
_PARAMETER = re.compile(r"\{[^}]*\}")

Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
RoutePath = Annotated[str, StringConstraints(pattern=r"^(/([a-z0-9-]+|\{[a-z_]+\}))+$")]


class Throttle(Model):
    """A token bucket: `rate` requests a second in the long run, `burst` at once."""

    rate: float = Field(gt=0)
    burst: int = Field(ge=1)


class ServiceTarget(Model):
    """A service behind the internal load balancer."""

    kind: Literal["nlb"]
    port: int = Field(ge=1, le=65_535)


class FunctionTarget(Model):
    """A Lambda function."""

    kind: Literal["lambda"]
    function: str


Target = Annotated[ServiceTarget | FunctionTarget, Field(discriminator="kind")]


class Route(Model):
    path: RoutePath
    methods: Annotated[tuple[Method, ...], Field(min_length=1)]
    target: str
    auth: Literal["user", "none"]
    roles: frozenset[Role] = frozenset(Role)
    """Who of those signed in gets further than 403. The service decides; this table says so too."""
    timeout_ms: int = Field(ge=50, le=29_000)
    throttle: Throttle

    @property
    def shape(self) -> str:
        """The path with its parameters' names forgotten: two of one shape are the same address."""
        return _PARAMETER.sub("{}", self.path)


class RouteTable(Model):
    version: Literal["v1"]
    prefix: RoutePath
    targets: dict[str, Target]
    routes: tuple[Route, ...]

    @model_validator(mode="after")
    def _means_one_thing(self) -> "RouteTable":
        if strays := {route.target for route in self.routes} - set(self.targets):
            raise ValueError(f"no such target: {', '.join(sorted(strays))}")
        if idle := set(self.targets) - {route.target for route in self.routes}:
            raise ValueError(f"no route leads to: {', '.join(sorted(idle))}")
        counted = Counter(
            (method, route.shape) for route in self.routes for method in route.methods
        )
        if twice := [
            f"{method} {shape}" for (method, shape), count in counted.items() if count > 1
        ]:
            raise ValueError(f"declared twice: {', '.join(sorted(twice))}")
        if odd := [
            route.path for route in self.routes if route.auth == "none" and route.roles != set(Role)
        ]:
            raise ValueError(f"roles where nobody signs in: {', '.join(odd)}")
        return self

    def operations(self, target: str) -> set[tuple[str, str]]:
        """Every (method, full path) that leads to `target`."""
        return {
            (method, self.prefix + route.path)
            for route in self.routes
            if route.target == target
            for method in route.methods
        }


def parse(document: str) -> RouteTable:
    """Read a route table; raise ValueError (pydantic's) where it is wrong."""
    table = yaml.load(document, Loader=_UniqueKeys)  # noqa: S506 - a SafeLoader underneath
    defaults = table.pop("defaults", {})
    table["routes"] = [{**defaults, **route} for route in table.get("routes", [])]
    return RouteTable.model_validate(table)


def load() -> RouteTable:
    """The platform's own table."""
    return parse(TABLE.read_text())


class _UniqueKeys(yaml.SafeLoader):
    """YAML lets the last of two equal keys win; a table where one is lost is a mistake."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            raise ValueError(f"a key is given twice{node.start_mark}")
        return mapping
