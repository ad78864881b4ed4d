"""What of `lambdas/` runs here: each package's functions, permissions and settings."""

from collections.abc import Mapping

from deploy.local.aws.functions import EntryPoint, Package, Statement
from deploy.local.aws.media import Media
from deploy.local.aws.sign_in import CONFIRMED_FUNCTION, SIGN_UP_FUNCTION, Pool

MAIL_FROM = "no-reply@unlit.example"

_COGNITO_ACTIONS = (
    "AdminDeleteUser",
    "AdminGetUser",
    "AdminInitiateAuth",
    "AdminLinkProviderForUser",
    "AdminRespondToAuthChallenge",
    "AdminSetUserMFAPreference",
    "AdminSetUserPassword",
    "AdminUserGlobalSignOut",
    "ConfirmForgotPassword",
    "ConfirmSignUp",
    "ForgotPassword",
    "ResendConfirmationCode",
    "RevokeToken",
    "SignUp",
)


def packages(
    settings: Mapping[str, Mapping[str, str]], pool: Pool, media: Media
) -> tuple[Package, ...]:
    """Every package. `settings` gives each one, by its name, what only the platform knows."""
    common = pool.settings
    return (
        Package(
            "auth",
            (
                EntryPoint("auth", "on_request"),
                EntryPoint(SIGN_UP_FUNCTION, "on_sign_up", timeout_s=5, pool_arn=pool.arn),
                EntryPoint(CONFIRMED_FUNCTION, "on_confirmed", timeout_s=5, pool_arn=pool.arn),
                EntryPoint("auth-tick", "on_tick", schedule="rate(5 minutes)"),
            ),
            [
                _may([f"cognito-idp:{action}" for action in _COGNITO_ACTIONS], pool.arn),
                # At AWS it would be the sender's identity; the emulator asks about any resource.
                _may(["ses:SendEmail"], "*"),
            ],
            {**settings["auth"], **common, "MAIL_FROM": MAIL_FROM},
        ),
        Package(
            "upload",
            (
                EntryPoint("upload", "on_request", memory_mb=512),
                EntryPoint(
                    "upload-objects",
                    "on_objects",
                    timeout_s=60,
                    memory_mb=1024,
                    queue_arn=media.arrivals_arn,
                ),
                EntryPoint("upload-tick", "on_tick", timeout_s=60, schedule="rate(5 minutes)"),
            ),
            _upload_statements(media),
            {**settings["upload"], **common, "MEDIA_BUCKET": media.bucket},
        ),
        Package(
            "payment",
            (
                EntryPoint("payment", "on_request", timeout_s=28, memory_mb=512),
                EntryPoint("payment-inbox", "on_inbox", timeout_s=120, schedule="rate(1 minute)"),
                EntryPoint("payment-daily", "on_daily", timeout_s=900, schedule="rate(1 day)"),
            ),
            [],
            {**settings["payment"], **common},
        ),
        Package(
            "scheduled",
            (
                EntryPoint(
                    "scheduled-minute", "on_minute", timeout_s=300, schedule="rate(1 minute)"
                ),
                EntryPoint("scheduled-day", "on_day", timeout_s=300, schedule="rate(1 day)"),
            ),
            [],
            settings["scheduled"],
        ),
    )


def _upload_statements(media: Media) -> list[Statement]:
    objects = [f"{media.bucket_arn}/quarantine/*", f"{media.bucket_arn}/media/*"]
    return [
        _may(["s3:PutObject", "s3:GetObject", "s3:DeleteObject"], objects),
        # Of somebody who is erased: copies of their data go, and a trace is left.
        _may(["s3:DeleteObject"], f"{media.bucket_arn}/exports/*"),
        _may(["s3:PutObject"], f"{media.bucket_arn}/tombstones/*"),
        {
            # Also what makes a key that is not there a 404, and not a 403.
            **_may(["s3:ListBucket"], media.bucket_arn),
            "Condition": {"StringLike": {"s3:prefix": "quarantine/*"}},
        },
        _may(
            ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
            media.arrivals_arn,
        ),
    ]


def _may(actions: list[str], resources: str | list[str]) -> Statement:
    return {"Effect": "Allow", "Action": actions, "Resource": resources}
