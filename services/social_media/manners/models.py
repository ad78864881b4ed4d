"""What somebody shows others of themselves while they talk. What one hides, one is not shown."""

from pydantic import StrictBool

from shared.models.base import Input, Model


class Manners(Model):
    """Others see how far you have read, that you are typing, and that you are there."""

    read_receipts: bool = True
    typing: bool = True
    presence: bool = False


class NewManners(Input):
    read_receipts: StrictBool
    typing: StrictBool
    presence: StrictBool
