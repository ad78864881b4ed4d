"""Lambda functions, each with the least it may do and whatever wakes it."""

import base64
import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from deploy.local.emulator import ACCOUNT, REGION
from deploy.package import source_zip

if TYPE_CHECKING:
    from mypy_boto3_events.client import EventBridgeClient
    from mypy_boto3_iam.client import IAMClient
    from mypy_boto3_lambda.client import LambdaClient

RUNTIME: Final = "python3.11"

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

Statement = dict[str, Any]
"""One statement of an IAM policy."""


@dataclass(frozen=True, slots=True)
class EntryPoint:
    """One function of a package: what it runs, and what wakes it besides an invocation."""

    function: str
    handler: str
    timeout_s: int = 10
    memory_mb: int = 256
    schedule: str | None = None
    queue_arn: str | None = None
    pool_arn: str | None = None
    """A user pool that calls it."""


@dataclass(frozen=True, slots=True)
class Package:
    """A folder of `lambdas/` as it is deployed: one zip and one role for all its functions."""

    name: str
    entry_points: Sequence[EntryPoint]
    statements: Sequence[Statement]
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Clients:
    iam: "IAMClient"
    functions: "LambdaClient"
    events: "EventBridgeClient"


def provision_package(aws: Clients, package: Package) -> None:
    """Make or update every function of a package, and connect each to what wakes it."""
    logs = {
        "Effect": "Allow",
        "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
        "Resource": f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/aws/lambda/{package.name}*",
    }
    role = _provision_role(aws.iam, f"unlit-{package.name}", [logs, *package.statements])
    code = source_zip(package.name)
    for entry in package.entry_points:
        _provision_function(aws.functions, package, entry, role, code)
        if entry.schedule:
            _provision_clock(aws, entry.function, entry.schedule)
        if entry.pool_arn:
            _let_pool_call(aws.functions, entry.function, entry.pool_arn)
        if entry.queue_arn:
            _provision_queue(aws.functions, entry.function, entry.queue_arn)


def _provision_role(iam: "IAMClient", name: str, statements: Sequence[Statement]) -> str:
    policy = {"Version": "2012-10-17", "Statement": statements}
    with suppress(iam.exceptions.EntityAlreadyExistsException):
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(_LAMBDA_ASSUMES))
    iam.put_role_policy(RoleName=name, PolicyName="least", PolicyDocument=json.dumps(policy))
    return f"arn:aws:iam::{ACCOUNT}:role/{name}"


def _provision_function(
    functions: "LambdaClient", package: Package, entry: EntryPoint, role: str, code: bytes
) -> None:
    """Create the function; one that is there gets new code or settings only where they differ."""
    handler = f"lambdas.{package.name}.handler.{entry.handler}"
    try:
        present = functions.get_function_configuration(FunctionName=entry.function)
    except functions.exceptions.ResourceNotFoundException:
        functions.create_function(
            FunctionName=entry.function,
            Runtime=RUNTIME,
            Role=role,
            Handler=handler,
            Code={"ZipFile": code},
            Timeout=entry.timeout_s,
            MemorySize=entry.memory_mb,
            Environment={"Variables": package.environment},
        )
    else:
        digest = base64.b64encode(hashlib.sha256(code).digest()).decode()
        if present["CodeSha256"] != digest:
            functions.update_function_code(FunctionName=entry.function, ZipFile=code)
        if present.get("Environment", {}).get("Variables") != package.environment:
            functions.update_function_configuration(
                FunctionName=entry.function,
                Handler=handler,
                Environment={"Variables": package.environment},
            )
    while functions.get_function_configuration(FunctionName=entry.function)["State"] == "Pending":
        time.sleep(0.05)


def _provision_queue(functions: "LambdaClient", function: str, queue_arn: str) -> None:
    """Hand the function what arrives on the queue; it says which of a batch it could not do."""
    found = functions.list_event_source_mappings(FunctionName=function, EventSourceArn=queue_arn)
    if not found["EventSourceMappings"]:
        functions.create_event_source_mapping(
            FunctionName=function,
            EventSourceArn=queue_arn,
            BatchSize=5,
            FunctionResponseTypes=["ReportBatchItemFailures"],
        )


def _let_pool_call(functions: "LambdaClient", function: str, pool_arn: str) -> None:
    with suppress(functions.exceptions.ResourceConflictException):
        functions.add_permission(
            FunctionName=function,
            StatementId="user-pool",
            Action="lambda:InvokeFunction",
            Principal="cognito-idp.amazonaws.com",
            SourceArn=pool_arn,
        )


def _provision_clock(aws: Clients, function: str, schedule: str) -> None:
    rule = f"unlit-{function}"
    rule_arn = aws.events.put_rule(Name=rule, ScheduleExpression=schedule)["RuleArn"]
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
