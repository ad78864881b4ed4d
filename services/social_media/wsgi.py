"""What gunicorn imports in each worker: the app, its settings from the environment, running."""

from services.social_media import indexes, mongo
from services.social_media.app import create_app
from services.social_media.settings import SocialMediaSettings

settings = SocialMediaSettings()
app = create_app(settings)
indexes.apply_patiently(app.extensions[mongo.EXTENSION])
app.extensions["realtime"].start()
