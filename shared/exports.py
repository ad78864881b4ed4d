"""Where in the bucket a copy of somebody's data is put together, and where it waits for them."""

from uuid import UUID

PREFIX = "exports/"


def part_key(export_id: UUID) -> str:
    """What MongoDB holds, as JSON."""
    return f"{PREFIX}{export_id}/community.json"


def archive_key(export_id: UUID) -> str:
    """All of it, as a zip."""
    return f"{PREFIX}{export_id}/unlit.zip"
