"""What an API function can be asked: the table behind its resolver and its OpenAPI document."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar
from uuid import UUID

from pydantic import BaseModel

from shared.auth.authenticator import Authenticator, Caller
from shared.models.base import Input
from shared.models.problem import NotFound, Unauthenticated

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger


class ApiResources(Protocol):
    """What answering a request takes, whatever else a function works with."""

    @property
    def authenticator(self) -> Authenticator: ...
    @property
    def logger(self) -> "Logger": ...


R = TypeVar("R", bound=ApiResources)


@dataclass(frozen=True, slots=True)
class Visit:
    """When a request came, and from where. `now` is the only clock the actions know."""

    now: datetime
    ip: str | None
    """None: nobody said from where."""
    user_agent: str
    request_id: str


@dataclass(frozen=True)
class Call(Generic[R]):
    """One request, read and checked."""

    resources: R
    visit: Visit
    body: Any  # of the operation's request model, or bytes
    caller: Caller | None
    path: Mapping[str, str]
    """The path's parameters by name."""
    headers: Mapping[str, str]
    """Their names are looked up in any case."""

    @property
    def user(self) -> Caller:
        if self.caller is None:
            raise Unauthenticated
        return self.caller

    def id(self, name: str) -> UUID:
        """The UUID a path parameter holds; raises NotFound when it holds anything else."""
        text = self.path[name]
        try:
            found = UUID(text)
        except ValueError:
            raise NotFound from None
        if str(found) != text.lower():
            raise NotFound
        return found


@dataclass(frozen=True, slots=True)
class Answer:
    body: BaseModel | None = None
    headers: Mapping[str, str | list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Operation(Generic[R]):
    path: str
    """Below the prefix all services share; parameters in braces, as in the route table."""
    summary: str
    request: type[Input] | type[bytes] | None
    """A model for JSON; bytes for a body that is taken as it came."""
    response: type[BaseModel] | None
    status: HTTPStatus
    function: Callable[[Call[R]], Answer]
    signed_in: bool = False
    """Whether it takes an access token."""
    even_incomplete: bool = False
    """Whether that may be the token of somebody whose registration is not complete."""
    header: str | None = None
    """A header it does not work without."""
    method: str = "POST"
