"""Every form we have, the one to begin with first."""

from services.user_cessation.assessment.forms.dependence import FTCD, HSI
from services.user_cessation.assessment.forms.mood import PHQ2
from services.user_cessation.assessment.forms.readiness import CONFIDENCE, IMPORTANCE
from services.user_cessation.assessment.forms.withdrawal import MTWS
from services.user_cessation.assessment.models import Form

FORMS = (HSI, FTCD, MTWS, CONFIDENCE, IMPORTANCE, PHQ2)
"""The current version of each. A stored score never needs an older one to be read."""


def offered(*, ftcd_enabled: bool) -> tuple[Form, ...]:
    """The forms we may show; one that belongs to somebody only with their permission."""
    return tuple(form for form in FORMS if ftcd_enabled or not form.needs_permission)


def current(code: str, version: int) -> Form | None:
    """The form a stored assessment came from, while its version is still the current one."""
    return next((form for form in FORMS if (form.code, form.version) == (code, version)), None)
