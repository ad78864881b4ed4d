"""After a restore: `python -m services.social_media.privacy.again` forgets the forgotten anew.

The bucket remembers whom: it was not taken back in time with the database.
"""

import sys
from datetime import UTC, datetime

from pydantic import Field

from services.social_media import mongo
from services.social_media.privacy import actions
from shared.settings import Settings
from shared.tombstones import traces_in


class AgainSettings(Settings):
    mongo_url: str = Field(description="Where MongoDB answers, as a mongodb:// URL.")
    mongo_database: str = Field(
        default="social_media", description="The MongoDB database this service owns."
    )
    media_bucket: str = Field(description="The private S3 bucket that holds every tombstone.")


def main() -> None:
    settings = AgainSettings()
    traces = traces_in(settings.media_bucket)
    db = mongo.connect(settings.mongo_url, settings.mongo_database)
    with db.client:
        count = actions.forget_again(db, traces, now=datetime.now(UTC))
    sys.stdout.write(f"{count} erased again\n")


if __name__ == "__main__":
    main()
