"""Lists that come in: what one may ask of them beyond their length."""

from typing import TypeVar

Each = TypeVar("Each")


def once(values: tuple[Each, ...]) -> tuple[Each, ...]:
    """Refuse a list that names something twice: one of the two was meant to be another."""
    if len(set(values)) != len(values):
        raise ValueError("must name each only once")
    return values
