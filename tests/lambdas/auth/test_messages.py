"""The mails that Cognito sends speak the language of whom they are for."""

import re

import pytest

from lambdas.auth import handler


def asked(source, **metadata):
    """What Cognito sends its custom message trigger."""
    return {
        "version": "1",
        "triggerSource": source,
        "region": "us-east-1",
        "userPoolId": "us-east-1_tests",
        "userName": "0199c0de-0000-7000-8000-000000000001",
        "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "web"},
        "request": {
            "userAttributes": {"email": "mai@example.org"},
            "codeParameter": "{####}",
            "usernameParameter": None,
            "clientMetadata": metadata,
        },
        "response": {"smsMessage": None, "emailMessage": None, "emailSubject": None},
    }


@pytest.mark.parametrize(
    ("source", "locale", "subject"),
    [
        ("CustomMessage_SignUp", "en", "Your code for Unlit"),
        ("CustomMessage_SignUp", "vi", "Mã Unlit của bạn"),
        ("CustomMessage_ResendCode", "vi", "Mã Unlit của bạn"),
        ("CustomMessage_ForgotPassword", "en", "Your code for a new Unlit password"),
        ("CustomMessage_ForgotPassword", "vi", "Mã để đặt mật khẩu Unlit mới"),
    ],
)
def test_a_mail_with_a_code_is_in_the_readers_language(source, locale, subject):
    response = handler.on_message(asked(source, locale=locale), None)["response"]

    assert response["emailSubject"] == subject
    assert response["emailMessage"].count("{####}") == 1
    assert re.fullmatch(r"(<p>[^<]+</p>)+", response["emailMessage"])


@pytest.mark.parametrize("metadata", [{}, {"locale": "fr"}, {"locale": "../../etc/passwd"}])
def test_a_language_we_do_not_speak_is_english(metadata):
    response = handler.on_message(asked("CustomMessage_SignUp", **metadata), None)["response"]

    assert response["emailSubject"] == "Your code for Unlit"


def test_for_any_other_occasion_cognitos_own_words_stand():
    event = asked("CustomMessage_AdminCreateUser")

    assert handler.on_message(event, None)["response"]["emailMessage"] is None


def test_registering_says_in_which_language(post, make_form, cognito):
    signed_up = cognito("SignUp")

    post("/auth/register", make_form(locale="vi"))

    assert signed_up.parameters[0]["ClientMetadata"] == {"locale": "vi"}
