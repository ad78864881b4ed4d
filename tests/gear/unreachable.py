"""Members whom nobody may speak to, by the statement that makes one of `%s`."""

import pytest

DISABLED = pytest.param(
    "UPDATE account.accounts SET status = 'disabled' WHERE user_id = %s", id="disabled"
)
WITHDRAWN = pytest.param(
    """
    INSERT INTO account.consents
           (user_id, purpose, granted, text_version, text_sha256, locale, source)
    VALUES (%s, 'health_data', false, '1', sha256(''), 'en', 'tests')
    """,
    id="consent withdrawn",
)
