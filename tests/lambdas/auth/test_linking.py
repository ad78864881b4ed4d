"""Somebody who has an account here, and comes by another provider with the same address."""

from types import SimpleNamespace

import pytest

from lambdas.auth import handler
from shared.models.problem import Unavailable

CONTEXT = SimpleNamespace(aws_request_id="a-request")


@pytest.fixture
def asked():
    """What Cognito asks its pre-sign-up trigger about somebody new."""

    def make(email, *, source="PreSignUp_ExternalProvider", username="google_117", verified="true"):
        return {
            "version": "1",
            "triggerSource": source,
            "userPoolId": "us-east-1_tests",
            "userName": username,
            "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "web"},
            "request": {
                "userAttributes": {"email": email, "email_verified": verified},
                "validationData": {},
            },
            "response": {
                "autoConfirmUser": False,
                "autoVerifyEmail": False,
                "autoVerifyPhone": False,
            },
        }

    return make


@pytest.fixture
def links(cognito):
    """The links Cognito was asked for."""
    return cognito("AdminLinkProviderForUser", {}).parameters


def test_two_proofs_of_one_address_become_one_account(
    asked, member, links, pool, audit, sent_mails
):
    event = asked(member.email)

    assert handler.on_sign_up(event, CONTEXT) is event

    assert links == [
        {
            "UserPoolId": pool.pool_id,
            "DestinationUser": {
                "ProviderName": "Cognito",
                "ProviderAttributeValue": str(member.user_id),
            },
            "SourceUser": {
                "ProviderName": "Google",
                "ProviderAttributeName": "Cognito_Subject",
                "ProviderAttributeValue": "117",
            },
        }
    ]
    assert audit(member.user_id)[-1] == ("sign_in_linked", "done")
    assert [mail.subject for mail in sent_mails(member.email)] == [
        "Thêm một cách đăng nhập vào Unlit"
    ]


def test_nobody_is_linked_by_an_address_the_provider_has_not_verified(asked, member, links):
    handler.on_sign_up(asked(member.email, verified="false"), CONTEXT)

    assert links == []


def test_an_account_whose_address_is_not_confirmed_is_a_trap_and_stays_apart(
    asked, register, links, audit
):
    someone = register()
    before = audit(someone.user_id)

    handler.on_sign_up(asked(someone.email), CONTEXT)

    assert links == []
    assert audit(someone.user_id) == before


@pytest.mark.parametrize("change", ["role = 'coach'", "role = 'admin'", "status = 'disabled'"])
def test_neither_staff_nor_the_disabled_are_linked(asked, member, links, database, change):
    database.execute(
        f"UPDATE account.accounts SET {change} WHERE user_id = %s",
        [member.user_id],
    )

    handler.on_sign_up(asked(member.email), CONTEXT)

    assert links == []


def test_whoever_signs_in_with_a_code_is_not_linked(asked, member, links, database):
    database.execute("INSERT INTO account.second_factors VALUES (%s, now())", [member.user_id])

    handler.on_sign_up(asked(member.email), CONTEXT)

    assert links == []


def test_an_address_that_changed_hands_at_the_provider_opens_nothing(
    asked, come_back, outsider, links, database, cognito
):
    come_back(outsider)
    database.execute(
        "UPDATE account.accounts SET status = 'active', birth_date = '1990-05-17'"
        " WHERE user_id = %s",
        [outsider.user_id],
    )
    cognito(
        "AdminGetUser",
        {
            "Username": outsider.username,
            "UserAttributes": [{"Name": "sub", "Value": str(outsider.user_id)}],
            "UserStatus": "EXTERNAL_PROVIDER",
        },
    )

    handler.on_sign_up(asked(outsider.email, username="google_another"), CONTEXT)

    assert links == []


def test_a_new_address_and_a_usual_registration_are_left_alone(asked, member, links, email):
    for event in (
        asked(email),
        asked(member.email, source="PreSignUp_SignUp", username=str(member.user_id)),
        asked(member.email, username="Facebook_117"),
    ):
        before = {**event}

        assert handler.on_sign_up(event, CONTEXT) == before

    assert links == []


def test_what_cognito_did_not_link_is_not_said_to_be(asked, member, cognito, audit, sent_mails):
    cognito("AdminLinkProviderForUser", "InternalErrorException")
    before = audit(member.user_id)

    with pytest.raises(Unavailable):
        handler.on_sign_up(asked(member.email), CONTEXT)

    assert audit(member.user_id) == before
    assert sent_mails(member.email) == []


def test_a_link_holds_though_the_mail_about_it_fails(asked, member, links, cognito, logged):
    cognito("SendEmail", "MessageRejected", service="ses")

    handler.on_sign_up(asked(member.email), CONTEXT)

    assert len(links) == 1
    assert "notice not sent" in logged()


def test_whoever_was_linked_comes_back_to_their_own_account(
    come_back, member, outsider, database, pool
):
    """Cognito's tokens are then those of the account there was."""
    linked = outsider
    linked.user_id = member.user_id
    linked.username = str(member.user_id)
    linked.sign_in = lambda: pool.client.admin_initiate_auth(
        UserPoolId=pool.pool_id,
        ClientId=pool.client_id,
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": member.email, "PASSWORD": member.password},
    )["AuthenticationResult"]

    reply = come_back(linked, email=member.email)

    assert (reply.status, reply.json["user"]["user_id"]) == (200, str(member.user_id))
    assert "missing" not in reply.json


def test_whoever_could_have_been_linked_is_asked_to_come_again(
    come_back, outsider, join, cognito, database, log_in
):
    member = join(email=outsider.email)
    deleted = cognito("AdminDeleteUser", {})

    refused = come_back(outsider)

    assert refused.code == (409, "link_again")
    # The pool's profile of them is gone, or it would never ask us.
    assert [call["Username"] for call in deleted.parameters] == [outsider.username]
    assert log_in(member).json["user"]["user_id"] == str(member.user_id)


@pytest.mark.parametrize("status", ["unconfirmed", "disabled"])
def test_whoever_may_not_be_linked_takes_nothing_over(
    come_back, outsider, register, database, status, audit
):
    member = register(email=outsider.email)
    database.execute(
        "UPDATE account.accounts SET status = %s WHERE user_id = %s", [status, member.user_id]
    )
    before = database.execute(
        "SELECT accounts::text FROM account.accounts WHERE user_id = %s", [member.user_id]
    ).fetchone()
    told = audit(member.user_id)

    refused = come_back(outsider)

    assert refused.code == (409, "address_in_use")
    after = database.execute(
        "SELECT accounts::text FROM account.accounts WHERE user_id = %s", [member.user_id]
    ).fetchone()
    assert after == before
    assert audit(member.user_id) == told


def test_an_address_that_is_just_being_registered_is_waited_for(
    come_back, outsider, database, cognito
):
    database.execute("INSERT INTO account.registrations (email) VALUES (%s)", [outsider.email])
    deleted = cognito("AdminDeleteUser", {})

    refused = come_back(outsider)

    assert refused.code == (503, "unavailable")
    assert len(deleted.parameters) == 1
