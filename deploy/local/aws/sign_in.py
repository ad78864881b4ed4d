"""The user pool: who can sign in, how, and for how long."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deploy.local.emulator import ACCOUNT, REGION
from shared.auth.roles import Role

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp.client import CognitoIdentityProviderClient

NAME = "unlit"
CLIENT = "web"


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


def provision_pool(cognito: "CognitoIdentityProviderClient", endpoint: str) -> Pool:
    pool_id = _find_pool(cognito) or _create_pool(cognito)
    cognito.set_user_pool_mfa_config(
        UserPoolId=pool_id,
        SoftwareTokenMfaConfiguration={"Enabled": True},
        MfaConfiguration="OPTIONAL",
    )
    client_id = _find_client(cognito, pool_id) or _create_client(cognito, pool_id)
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


def _create_client(cognito: "CognitoIdentityProviderClient", pool_id: str) -> str:
    return cognito.create_user_pool_client(
        UserPoolId=pool_id,
        ClientName=CLIENT,
        # Only our own function signs people in; nobody can go around it with a browser.
        ExplicitAuthFlows=["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        PreventUserExistenceErrors="ENABLED",
        EnableTokenRevocation=True,
        AccessTokenValidity=15,
        IdTokenValidity=15,
        RefreshTokenValidity=30,
        TokenValidityUnits={"AccessToken": "minutes", "IdToken": "minutes", "RefreshToken": "days"},
    )["UserPoolClient"]["ClientId"]
