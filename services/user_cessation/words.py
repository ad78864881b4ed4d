"""What people read, in every language we speak. A text without one of them cannot be written."""

from shared.models.base import Model


class Words(Model):
    en: str
    vi: str
