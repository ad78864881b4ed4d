"""Lambda functions with the least they may do, and the clock that wakes one of them."""

import base64
import hashlib
import json
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from deploy.local.aws.sign_in import Pool
from deploy.local.emulator import ACCOUNT, REGION
from deploy.package import source_zip

if TYPE_CHECKING:
    from mypy_boto3_events.client import EventBridgeClient
    from mypy_boto3_iam.client import IAMClient
    from mypy_boto3_lambda.client import LambdaClient

RUNTIME: Final = "python3.11"
TICK = "rate(5 minutes)"

_LAMBDA_ASSUMES = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "lambda.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
    ],
}

_COGNITO_ACTIONS = (
    "AdminDeleteUser",
    "AdminGetUser",
    "AdminInitiateAuth",
    "AdminSetUserPassword",
    "AdminUserGlobalSignOut",
    "ConfirmForgotPassword",
    "ConfirmSignUp",
    "ForgotPassword",
    "ResendConfirmationCode",
    "RevokeToken",
    "SignUp",
)


@dataclass(frozen=True, slots=True)
class Clients:
    iam: "IAMClient"
    functions: "LambdaClient"
    events: "EventBridgeClient"


def provision_auth(aws: Clients, pool: Pool, environment: Mapping[str, str]) -> None:
    """The auth function behind the gateway, and the same code on a clock for its cleaning up."""
    role = _provision_role(aws.iam, "unlit-auth", _auth_policy(pool))
    package = source_zip("auth")
    for name, entry_point in (("auth", "on_request"), ("auth-tick", "on_tick")):
        _provision_function(
            aws.functions, name, f"lambdas.auth.handler.{entry_point}", role, package, environment
        )
    _provision_clock(aws, "unlit-auth-tick", "auth-tick")


def _auth_policy(pool: Pool) -> dict[str, object]:
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": [f"cognito-idp:{action}" for action in _COGNITO_ACTIONS],
                "Resource": pool.arn,
            },
            {
                "Effect": "Allow",
                "Action": ["ses:SendEmail", "ses:SendRawEmail"],
                "Resource": f"arn:aws:ses:{REGION}:{ACCOUNT}:identity/*",
            },
            {
                "Effect": "Allow",
                "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                "Resource": f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/aws/lambda/auth*",
            },
        ],
    }


def _provision_role(iam: "IAMClient", name: str, policy: Mapping[str, object]) -> str:
    with suppress(iam.exceptions.EntityAlreadyExistsException):
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(_LAMBDA_ASSUMES))
    iam.put_role_policy(RoleName=name, PolicyName="least", PolicyDocument=json.dumps(policy))
    return f"arn:aws:iam::{ACCOUNT}:role/{name}"


def _provision_function(
    functions: "LambdaClient",
    name: str,
    handler: str,
    role: str,
    package: bytes,
    environment: Mapping[str, str],
) -> None:
    """Create the function; one that is there gets new code or settings only where they differ."""
    try:
        present = functions.get_function_configuration(FunctionName=name)
    except functions.exceptions.ResourceNotFoundException:
        functions.create_function(
            FunctionName=name,
            Runtime=RUNTIME,
            Role=role,
            Handler=handler,
            Code={"ZipFile": package},
            Timeout=10,
            MemorySize=256,
            Environment={"Variables": environment},
        )
    else:
        digest = base64.b64encode(hashlib.sha256(package).digest()).decode()
        if present["CodeSha256"] != digest:
            functions.update_function_code(FunctionName=name, ZipFile=package)
        if present.get("Environment", {}).get("Variables") != environment:
            functions.update_function_configuration(
                FunctionName=name, Handler=handler, Environment={"Variables": environment}
            )
    while functions.get_function_configuration(FunctionName=name)["State"] == "Pending":
        time.sleep(0.05)


def _provision_clock(aws: Clients, rule: str, function: str) -> None:
    rule_arn = aws.events.put_rule(Name=rule, ScheduleExpression=TICK)["RuleArn"]
    with suppress(aws.functions.exceptions.ResourceConflictException):
        aws.functions.add_permission(
            FunctionName=function,
            StatementId=rule,
            Action="lambda:InvokeFunction",
            Principal="events.amazonaws.com",
            SourceArn=rule_arn,
        )
    aws.events.put_targets(
        Rule=rule,
        Targets=[{"Id": function, "Arn": f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{function}"}],
    )
