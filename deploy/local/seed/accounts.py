"""The demo people's accounts in the user pool."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from deploy.local.seed.cast import PASSWORD, Person
from shared.models.ids import UserId

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp.client import CognitoIdentityProviderClient
    from mypy_boto3_cognito_idp.type_defs import AttributeTypeTypeDef


def create_accounts(
    cognito: "CognitoIdentityProviderClient", pool_id: str, people: Iterable[Person]
) -> dict[str, UserId]:
    """Everyone's user id by login; an account that is there already is kept."""
    return {person.login: _account(cognito, pool_id, person) for person in people}


def _account(cognito: "CognitoIdentityProviderClient", pool_id: str, person: Person) -> UserId:
    try:
        attributes = cognito.admin_get_user(UserPoolId=pool_id, Username=person.email)[
            "UserAttributes"
        ]
    except cognito.exceptions.UserNotFoundException:
        attributes = cognito.admin_create_user(
            UserPoolId=pool_id,
            Username=person.email,
            MessageAction="SUPPRESS",
            UserAttributes=[
                {"Name": "email", "Value": person.email},
                {"Name": "email_verified", "Value": "true"},
            ],
        )["User"]["Attributes"]
    cognito.admin_set_user_password(
        UserPoolId=pool_id, Username=person.email, Password=PASSWORD, Permanent=True
    )
    cognito.admin_add_user_to_group(
        UserPoolId=pool_id, Username=person.email, GroupName=person.role
    )
    return _subject(attributes)


def _subject(attributes: "list[AttributeTypeTypeDef]") -> UserId:
    return UserId(UUID(next(item["Value"] for item in attributes if item["Name"] == "sub")))
