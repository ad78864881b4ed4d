"""Production does not start with what is only good for a laptop."""

import pytest
from pydantic import SecretStr, ValidationError

from shared.settings import LOCAL_SECRET, Mode, Settings, TokenSettings

GOOD = {
    "MODE": "production",
    "TOKEN_ISSUER": "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc",
    "TOKEN_JWKS_URL": "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc/jwks.json",
    "TOKEN_CLIENT_IDS": '["the-web-app"]',
}


class WithSecret(Settings):
    """What a deployable with a secret of its own has."""

    pepper: SecretStr = SecretStr(f"{LOCAL_SECRET} pepper")


@pytest.fixture
def environment(monkeypatch):
    """Set the environment to exactly the good settings of production, changed as asked."""

    def change(**changes):
        monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
        monkeypatch.delenv("DEBUG", raising=False)
        for name, value in {**GOOD, **changes}.items():
            if value is None:
                monkeypatch.delenv(name, raising=False)
            else:
                monkeypatch.setenv(name, value)

    return change


def test_good_settings_are_read_from_the_environment(environment):
    environment()

    settings = TokenSettings()

    assert settings.mode is Mode.PRODUCTION
    assert settings.token_client_ids == {"the-web-app"}
    assert not settings.debug


def test_production_is_what_one_gets_without_saying(environment):
    environment(MODE=None)

    assert TokenSettings().mode is Mode.PRODUCTION


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        pytest.param({"DEBUG": "true"}, "DEBUG", id="debug"),
        pytest.param(
            {"AWS_ENDPOINT_URL": "http://127.0.0.1:4566"}, "AWS_ENDPOINT_URL", id="an emulator"
        ),
        *(
            pytest.param({name: GOOD[name].replace(*change)}, name, id=f"{name}: {why}")
            for name in ("TOKEN_ISSUER", "TOKEN_JWKS_URL")
            for why, change in {
                "http": ("https:", "http:"),
                "a laptop": ("cognito-idp.eu-west-1.amazonaws.com", "127.0.0.1:5000"),
                "another host": ("cognito-idp.eu-west-1.amazonaws.com", "attacker.example"),
                "a longer host": ("amazonaws.com", "amazonaws.com.attacker.example"),
                "a host with a prefix": ("//cognito-idp", "//evil-cognito-idp"),
                "another user": ("//", "//cognito-idp.eu-west-1.amazonaws.com@attacker.example/"),
                "another service": ("cognito-idp", "s3"),
                "a port": ("amazonaws.com", "amazonaws.com:8443"),
                "no scheme": ("https://", ""),
            }.items()
        ),
        pytest.param({"MODE": "staging"}, "mode", id="an unknown mode"),
        pytest.param({"MODE": "PRODUCTION "}, "mode", id="a mode misspelt"),
        pytest.param({"TOKEN_ISSUER": None}, "token_issuer", id="no issuer"),
        pytest.param({"TOKEN_CLIENT_IDS": None}, "token_client_ids", id="no clients"),
    ],
)
def test_production_refuses(environment, changes, complaint):
    environment(**changes)

    with pytest.raises(ValidationError, match=complaint):
        TokenSettings()


def test_production_refuses_a_local_secret(environment):
    environment()

    with pytest.raises(ValidationError, match="PEPPER has its local default") as refusal:
        WithSecret()

    assert f"{LOCAL_SECRET} pepper" not in str(refusal.value)


def test_every_fault_is_named_at_once(environment):
    environment(DEBUG="1", AWS_ENDPOINT_URL="http://127.0.0.1", TOKEN_ISSUER="http://x")

    with pytest.raises(ValidationError) as refusal:
        TokenSettings()

    for name in ("DEBUG", "AWS_ENDPOINT_URL", "TOKEN_ISSUER"):
        assert name in str(refusal.value)


def test_a_laptop_may_use_all_of_it(environment):
    environment(
        MODE="local",
        DEBUG="true",
        AWS_ENDPOINT_URL="http://127.0.0.1:4566",
        TOKEN_ISSUER="http://127.0.0.1:4566/pool",
        TOKEN_JWKS_URL="http://127.0.0.1:4566/pool/jwks.json",
    )

    assert TokenSettings().mode is Mode.LOCAL
    assert WithSecret().pepper.get_secret_value().startswith(LOCAL_SECRET)


def test_settings_do_not_change(environment):
    environment()
    settings = TokenSettings()

    with pytest.raises(ValidationError):
        settings.debug = True
