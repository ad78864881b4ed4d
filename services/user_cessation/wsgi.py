"""What gunicorn imports: the app, with its settings from the environment."""

from services.user_cessation.app import create_app
from services.user_cessation.settings import CessationSettings
from shared.serving.postgres import GreenConnection

app = create_app(CessationSettings(), GreenConnection)
