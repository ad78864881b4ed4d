"""The user pool, in our words. Cognito holds the passwords and makes the codes and tokens."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from botocore.exceptions import BotoCoreError, ClientError

from shared.models.ids import UserId
from shared.models.problem import Unavailable

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_cognito_idp.type_defs import AuthenticationResultTypeTypeDef

CODE_CHALLENGE: Final = "SOFTWARE_TOKEN_MFA"

NOBODY = "nobody@unlit.invalid"
"""Asked about instead of an address without account, so that both take one question."""


class Refused(Exception):
    """Cognito says no: wrong password, wrong code, unknown or taken address."""


class AlreadyConfirmed(Exception):
    """There is nothing left to confirm."""


class NotConfirmed(Exception):
    """The account waits for its code. Cognito says so before it looks at the password."""


class UnfitPassword(Exception):
    """Cognito does not take this as a password."""


@dataclass(frozen=True, slots=True)
class Tokens:
    access: str
    expires_in: int
    refresh: str
    """Empty when the tokens themselves come from a refresh."""
    user_id: UserId
    origin_jti: str


@dataclass(frozen=True, slots=True)
class Challenge:
    """The password is right; Cognito waits a few minutes for the code of an authenticator app."""

    session: str


@dataclass(frozen=True, slots=True)
class PoolUser:
    user_id: UserId
    username: str
    is_confirmed: bool


class UserPool:
    """Every method raises Unavailable when Cognito does not answer."""

    def __init__(
        self, client: "CognitoIdentityProviderClient", *, pool_id: str, client_id: str
    ) -> None:
        self._client = client
        self._pool_id = pool_id
        self._client_id = client_id

    def sign_up(self, email: str, password: str, locale: str) -> UserId:
        """Create an unconfirmed account, and have a code sent. Refused: the address is taken."""
        with _translated(
            UsernameExistsException=Refused,
            InvalidPasswordException=UnfitPassword,
            InvalidParameterException=UnfitPassword,
        ):
            reply = self._client.sign_up(
                ClientId=self._client_id,
                Username=email,
                Password=password,
                UserAttributes=[{"Name": "email", "Value": email}],
                ClientMetadata={"locale": locale},
            )
        return UserId(UUID(reply["UserSub"]))

    def find(self, email: str) -> PoolUser | None:
        try:
            with _translated(UserNotFoundException=Refused):
                reply = self._client.admin_get_user(UserPoolId=self._pool_id, Username=email)
        except Refused:
            return None
        sub = next(item["Value"] for item in reply["UserAttributes"] if item["Name"] == "sub")
        return PoolUser(
            UserId(UUID(sub)), reply["Username"], is_confirmed=reply["UserStatus"] != "UNCONFIRMED"
        )

    def delete(self, username: str) -> None:
        with _translated(UserNotFoundException=None):
            self._client.admin_delete_user(UserPoolId=self._pool_id, Username=username)

    def link(self, username: str, *, provider: str, subject: str) -> None:
        """Let whom the provider calls `subject` sign in as a user there is."""
        with _translated():
            self._client.admin_link_provider_for_user(
                UserPoolId=self._pool_id,
                DestinationUser={"ProviderName": "Cognito", "ProviderAttributeValue": username},
                SourceUser={
                    "ProviderName": provider,
                    "ProviderAttributeName": "Cognito_Subject",
                    "ProviderAttributeValue": subject,
                },
            )

    def confirm(self, email: str, code: str) -> None:
        """Confirm an account with the code that was sent to it.

        Raises Refused when the code is wrong, and AlreadyConfirmed.
        """
        with _translated(**_WRONG_CODE, NotAuthorizedException=AlreadyConfirmed):
            self._client.confirm_sign_up(
                ClientId=self._client_id, Username=email, ConfirmationCode=code
            )

    def resend(self, email: str, locale: str = "en") -> None:
        with _translated(**_NO_MAIL):
            self._client.resend_confirmation_code(
                ClientId=self._client_id, Username=email, ClientMetadata={"locale": locale}
            )

    def sign_in(self, email: str, password: str) -> Tokens | Challenge:
        with _translated(
            NotAuthorizedException=Refused,
            UserNotFoundException=Refused,
            PasswordResetRequiredException=Refused,
            InvalidParameterException=Refused,
            UserNotConfirmedException=NotConfirmed,
        ):
            reply = self._client.admin_initiate_auth(
                UserPoolId=self._pool_id,
                ClientId=self._client_id,
                AuthFlow="ADMIN_USER_PASSWORD_AUTH",
                AuthParameters={"USERNAME": email, "PASSWORD": password},
            )
        if reply.get("ChallengeName") == CODE_CHALLENGE:
            return Challenge(reply["Session"])
        if "AuthenticationResult" not in reply:
            raise Refused  # a challenge we have no screen for
        return _tokens(reply["AuthenticationResult"])

    def answer_code(self, email: str, code: str, session: str) -> Tokens:
        """Finish a sign-in with a code, or raise Refused."""
        with _translated(**_WRONG_CODE, NotAuthorizedException=Refused):
            reply = self._client.admin_respond_to_auth_challenge(
                UserPoolId=self._pool_id,
                ClientId=self._client_id,
                ChallengeName=CODE_CHALLENGE,
                Session=session,
                ChallengeResponses={"USERNAME": email, "SOFTWARE_TOKEN_MFA_CODE": code},
            )
        return _tokens(reply["AuthenticationResult"])

    def new_code_secret(self, access_token: str) -> str:
        """A secret for an authenticator app of whoever holds this token (base32)."""
        with _translated(NotAuthorizedException=Refused):
            reply = self._client.associate_software_token(AccessToken=access_token)
        return reply["SecretCode"]

    def confirm_code_secret(self, access_token: str, code: str) -> None:
        """Prove that the app has the secret, or raise Refused."""
        with _translated(
            **_WRONG_CODE,
            EnableSoftwareTokenMFAException=Refused,
            NotAuthorizedException=Refused,
            SoftwareTokenMFANotFoundException=Refused,
        ):
            reply = self._client.verify_software_token(AccessToken=access_token, UserCode=code)
        if reply["Status"] != "SUCCESS":
            raise Refused

    def demand_code(self, user_id: UserId, *, demanded: bool) -> None:
        """Ask for a code at every sign-in from now on, or no longer."""
        with _translated():
            self._client.admin_set_user_mfa_preference(
                UserPoolId=self._pool_id,
                Username=str(user_id),
                SoftwareTokenMfaSettings={"Enabled": demanded, "PreferredMfa": demanded},
            )

    def refresh(self, refresh_token: str) -> Tokens:
        with _translated(NotAuthorizedException=Refused, UserNotFoundException=Refused):
            reply = self._client.admin_initiate_auth(
                UserPoolId=self._pool_id,
                ClientId=self._client_id,
                AuthFlow="REFRESH_TOKEN_AUTH",
                AuthParameters={"REFRESH_TOKEN": refresh_token},
            )
        return _tokens(reply["AuthenticationResult"])

    def revoke(self, refresh_token: str) -> None:
        with _translated():
            self._client.revoke_token(ClientId=self._client_id, Token=refresh_token)

    def sign_out_everywhere(self, username: str) -> None:
        with _translated():
            self._client.admin_user_global_sign_out(UserPoolId=self._pool_id, Username=username)

    def send_reset_code(self, email: str, locale: str = "en") -> None:
        with _translated(**_NO_MAIL):
            self._client.forgot_password(
                ClientId=self._client_id, Username=email, ClientMetadata={"locale": locale}
            )

    def reset_password(self, email: str, code: str, password: str) -> None:
        """Set a password with the code that was sent for it, or raise Refused."""
        with _translated(
            **_WRONG_CODE,
            ResourceNotFoundException=Refused,
            NotAuthorizedException=Refused,
            InvalidPasswordException=UnfitPassword,
        ):
            self._client.confirm_forgot_password(
                ClientId=self._client_id, Username=email, ConfirmationCode=code, Password=password
            )

    def set_password(self, user_id: UserId, password: str) -> None:
        with _translated(
            InvalidPasswordException=UnfitPassword, InvalidParameterException=UnfitPassword
        ):
            self._client.admin_set_user_password(
                UserPoolId=self._pool_id, Username=str(user_id), Password=password, Permanent=True
            )


# An answer that only real accounts can get must look like the one for everybody else.
_WRONG_CODE: dict[str, type[Exception] | None] = dict.fromkeys(
    (
        "CodeMismatchException",
        "ExpiredCodeException",
        "UserNotFoundException",
        "InvalidParameterException",
        "LimitExceededException",
        "TooManyFailedAttemptsException",
    ),
    Refused,
)
_NO_MAIL: dict[str, type[Exception] | None] = dict.fromkeys(
    (
        "UserNotFoundException",
        "InvalidParameterException",
        "NotAuthorizedException",
        "LimitExceededException",
        "CodeDeliveryFailureException",
    )
)


@contextmanager
def _translated(**meanings: type[Exception] | None) -> Iterator[None]:
    """Raise what an error of Cognito means to us; None means that nothing is wrong.

    Its own message is dropped: it may name the person.
    """
    try:
        yield
    except ClientError as error:
        name = error.response["Error"]["Code"]
        if name not in meanings:
            raise Unavailable("Sign-in is not answering right now.") from error
        if meaning := meanings[name]:
            raise meaning from None
    except BotoCoreError as error:
        raise Unavailable("Sign-in is not answering right now.") from error


def _tokens(result: "AuthenticationResultTypeTypeDef") -> Tokens:
    return tokens_from(
        result["AccessToken"], result.get("RefreshToken", ""), expires_in=result["ExpiresIn"]
    )


def tokens_from(access: str, refresh: str, *, expires_in: int) -> Tokens:
    """Tokens that Cognito itself has just handed us, so that there is no signature to doubt."""
    claims = claims_in(access)
    return Tokens(
        access=access,
        expires_in=expires_in,
        refresh=refresh,
        user_id=UserId(UUID(claims["sub"])),
        origin_jti=claims["origin_jti"],
    )


def claims_in(token: str) -> dict[str, Any]:
    payload = token.split(".")[1]
    claims: dict[str, Any] = json.loads(
        base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    )
    return claims
