"""What the API has told so far: ids and names that lead somewhere, by where they were met."""

import random
import threading
from collections import defaultdict, deque
from typing import Any, Final

ALSO: Final = {
    ("/coaching/members", "member_id"): ("/coaching/members", "user_id"),
    ("/lessons", "lesson"): ("/lessons", "code"),
    ("/missions", "mission"): ("/missions", "code"),
    ("/moderation/people", "user_id"): ("/moderation/cases", "author_id"),
}
"""What a path calls otherwise than the answers that tell it."""

KEPT: Final = 20
"""The last so many of each."""


class Known:
    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._met: defaultdict[tuple[str, str], deque[Any]] = defaultdict(
            lambda: deque(maxlen=KEPT)
        )
        self._lock = threading.Lock()

    def learn(self, path: str, document: Any) -> None:
        """Remember each name with a plain value, of whatever part of the API said it."""
        with self._lock:
            self._keep(_part_of(path), document)

    def one(self, path: str, name: str) -> Any:
        """Some value that goes by `name`: of that part of the API, or else of any; or None."""
        with self._lock:
            here = _part_of(path), name
            met = self._met.get(ALSO.get(here, here)) or [
                value
                for (_, other), values in self._met.items()
                if other == name
                for value in values
            ]
            return self._chance.choice(met) if met else None

    def _keep(self, part: str, document: Any) -> None:
        if isinstance(document, list):
            for element in document:
                self._keep(part, element)
        elif isinstance(document, dict):
            for name, value in document.items():
                if isinstance(value, str | int) and value not in self._met[part, name]:
                    self._met[part, name].append(value)
                else:
                    self._keep(part, value)


def _part_of(path: str) -> str:
    """The words a path begins with, such as /coaching/members of /coaching/members/{member_id}."""
    return path.partition("/{")[0]
