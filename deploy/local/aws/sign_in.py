"""The user pool: who can sign in, how, and for how long; and by way of whom else."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from deploy.local.emulator import ACCOUNT, REGION
from lambdas.auth.hosted_ui import SCOPES
from shared.auth.roles import Role

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp.client import CognitoIdentityProviderClient

NAME = "unlit"
CLIENT = "web"
PROVIDER = "StandIn"
SIGN_UP_FUNCTION = "auth-sign-up"
CONFIRMED_FUNCTION = "auth-confirmed"


@dataclass(frozen=True, slots=True)
class Federation:
    """The provider people may come by, and the page of ours they come back to."""

    provider_url: str
    client_id: str
    client_secret: str
    return_url: str


@dataclass(frozen=True, slots=True)
class Pool:
    pool_id: str
    client_id: str
    jwks_url: str

    @property
    def arn(self) -> str:
        return f"arn:aws:cognito-idp:{REGION}:{ACCOUNT}:userpool/{self.pool_id}"

    @property
    def issuer(self) -> str:
        return f"https://cognito-idp.{REGION}.amazonaws.com/{self.pool_id}"

    @property
    def settings(self) -> dict[str, str]:
        """What a process must know to verify the pool's tokens, and to sign people in."""
        return {
            "TOKEN_ISSUER": self.issuer,
            "TOKEN_JWKS_URL": self.jwks_url,
            "TOKEN_CLIENT_IDS": json.dumps([self.client_id]),
            "USER_POOL_ID": self.pool_id,
            "USER_POOL_CLIENT_ID": self.client_id,
        }


def provision_pool(
    cognito: "CognitoIdentityProviderClient", endpoint: str, federation: Federation
) -> Pool:
    pool_id = _find_pool(cognito) or _create_pool(cognito)
    cognito.set_user_pool_mfa_config(
        UserPoolId=pool_id,
        SoftwareTokenMfaConfiguration={"Enabled": True},
        MfaConfiguration="OPTIONAL",
    )
    _provision_provider(cognito, pool_id, federation)
    client_id = _provision_client(cognito, pool_id, federation)
    present = {group["GroupName"] for group in cognito.list_groups(UserPoolId=pool_id)["Groups"]}
    for role in Role:
        if role not in present:
            cognito.create_group(UserPoolId=pool_id, GroupName=role)
    return Pool(pool_id, client_id, f"{endpoint}/{pool_id}/.well-known/jwks.json")


def _find_pool(cognito: "CognitoIdentityProviderClient") -> str | None:
    pools = cognito.list_user_pools(MaxResults=60)["UserPools"]
    return next((pool["Id"] for pool in pools if pool["Name"] == NAME), None)


def _create_pool(cognito: "CognitoIdentityProviderClient") -> str:
    return cognito.create_user_pool(
        PoolName=NAME,
        UsernameAttributes=["email"],
        AutoVerifiedAttributes=["email"],
        UsernameConfiguration={"CaseSensitive": False},
        # Length is what makes a password strong; rules about its characters make it weaker.
        Policies={
            "PasswordPolicy": {
                "MinimumLength": 10,
                "RequireUppercase": False,
                "RequireLowercase": False,
                "RequireNumbers": False,
                "RequireSymbols": False,
            }
        },
        AccountRecoverySetting={
            "RecoveryMechanisms": [{"Name": "verified_email", "Priority": 1}],
        },
    )["UserPool"]["Id"]


def _find_client(cognito: "CognitoIdentityProviderClient", pool_id: str) -> str | None:
    clients = cognito.list_user_pool_clients(UserPoolId=pool_id)["UserPoolClients"]
    return next((found["ClientId"] for found in clients if found["ClientName"] == CLIENT), None)


def _provision_provider(
    cognito: "CognitoIdentityProviderClient", pool_id: str, federation: Federation
) -> None:
    details = {
        "client_id": federation.client_id,
        "client_secret": federation.client_secret,
        "oidc_issuer": federation.provider_url,
        "authorize_url": f"{federation.provider_url}/authorize",
        "token_url": f"{federation.provider_url}/token",
        "attributes_request_method": "GET",
        "authorize_scopes": "openid email",
    }
    # Without the second, nobody's address counts as verified.
    mapping = {"email": "email", "email_verified": "email_verified"}
    found = cognito.list_identity_providers(UserPoolId=pool_id)["Providers"]
    if PROVIDER in {provider["ProviderName"] for provider in found}:
        cognito.update_identity_provider(
            UserPoolId=pool_id,
            ProviderName=PROVIDER,
            ProviderDetails=details,
            AttributeMapping=mapping,
        )
    else:
        cognito.create_identity_provider(
            UserPoolId=pool_id,
            ProviderName=PROVIDER,
            ProviderType="OIDC",
            ProviderDetails=details,
            AttributeMapping=mapping,
        )


def provision_triggers(cognito: "CognitoIdentityProviderClient", pool: Pool) -> None:
    """Have the pool ask our functions about whom it takes. They have to be there by now."""
    prefix = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function"
    # Cognito itself would reset what is not named here; the emulator does not.
    cognito.update_user_pool(
        UserPoolId=pool.pool_id,
        LambdaConfig={
            "PreSignUp": f"{prefix}:{SIGN_UP_FUNCTION}",
            "PostConfirmation": f"{prefix}:{CONFIRMED_FUNCTION}",
        },
    )


def _provision_client(
    cognito: "CognitoIdentityProviderClient", pool_id: str, federation: Federation
) -> str:
    settings = _client_settings(federation)
    if client_id := _find_client(cognito, pool_id):
        cognito.update_user_pool_client(UserPoolId=pool_id, ClientId=client_id, **settings)
        return client_id
    return cognito.create_user_pool_client(UserPoolId=pool_id, **settings)["UserPoolClient"][
        "ClientId"
    ]


def _client_settings(federation: Federation) -> dict[str, Any]:
    return {
        "ClientName": CLIENT,
        # Only our own function signs people in; nobody can go around it with a browser.
        "ExplicitAuthFlows": ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        "PreventUserExistenceErrors": "ENABLED",
        "EnableTokenRevocation": True,
        "AccessTokenValidity": 15,
        "IdTokenValidity": 15,
        "RefreshTokenValidity": 30,
        "TokenValidityUnits": {
            "AccessToken": "minutes",
            "IdToken": "minutes",
            "RefreshToken": "days",
        },
        # The hosted UI offers the provider and no passwords: those would go around our limits.
        "SupportedIdentityProviders": [PROVIDER],
        "AllowedOAuthFlowsUserPoolClient": True,
        "AllowedOAuthFlows": ["code"],
        "AllowedOAuthScopes": SCOPES.split(),
        "CallbackURLs": [federation.return_url],
    }
