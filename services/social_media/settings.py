"""Every setting of the social-media service."""

from pathlib import Path

from pydantic import Field

from services.social_media.pictures.settings import PictureSettings
from services.social_media.webpush.settings import PushSettings
from shared.settings import PepperSettings, TokenSettings


class SocialMediaSettings(TokenSettings, PepperSettings, PictureSettings, PushSettings):
    mongo_url: str = Field(description="Where MongoDB answers, as a mongodb:// URL.")
    mongo_database: str = Field(
        default="social_media", description="The MongoDB database this service owns."
    )
    mesh_directory: Path = Field(
        description="A directory of this host where its processes meet, as Unix sockets."
    )
    allowed_origins: frozenset[str] = Field(
        description="The origins whose pages may open a socket, as a JSON list. Matched exactly."
    )

    several_hosts: bool = Field(
        default=True,
        description="Whether other hosts serve the same database. One that is alone is spared "
        "listening for them.",
    )

    heartbeat_s: float = Field(
        default=25.0,
        gt=0,
        description="Seconds of silence until a socket is pinged; after twice that it is cut.",
    )
    hello_within_s: float = Field(
        default=5.0, gt=0, description="Seconds a new socket has to say who it is."
    )
    standing_every_s: float = Field(
        default=5.0,
        gt=0,
        description="Seconds between two looks at whether someone connected may still come in.",
    )
    sockets_per_user: int = Field(
        default=10, ge=1, description="Sockets one person may have open in one worker."
    )
    sockets_per_worker: int = Field(
        default=10_000, ge=1, description="Sockets one worker process carries at most."
    )
    backlog_bytes: int = Field(
        default=1_048_576,
        ge=65_536,
        description="Bytes kept for a socket that reads too slowly, before it is closed.",
    )
    frames_per_second: float = Field(
        default=20.0, gt=0, description="Messages one person may send per second, in the long run."
    )
    frames_at_once: int = Field(
        default=60, ge=1, description="Messages one person may send in one go."
    )
    drain_spread_s: float = Field(
        default=2.0,
        ge=0,
        description="Seconds over which the sockets of a stopping worker are told to go elsewhere.",
    )
