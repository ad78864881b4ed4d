"""Lets one thread at a time read Python source into a tree.

CPython 3.11 counts how deep it is in one place for all threads (python/cpython#106905): two that
parse at once, as those of schemathesis do to describe what they make up, may find each other's
count and fail.
"""

import ast
import threading
from typing import Any

_parse = ast.parse
_turn = threading.Lock()


def _parse_in_turn(*arguments: Any, **options: Any) -> ast.AST:
    with _turn:
        return _parse(*arguments, **options)


ast.parse = _parse_in_turn
