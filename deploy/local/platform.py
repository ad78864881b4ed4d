"""What the local platform is made of: where its state lives, its ports, and its programs."""

import json
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Self

from deploy.local import emulator, mongo
from deploy.local.aws.media import BUCKET
from deploy.local.aws.packages import MAIL_FROM
from deploy.local.aws.resources import CREDENTIALS, Resources
from deploy.local.aws.sign_in import PROVIDER, Federation
from deploy.local.postgres import Cluster
from deploy.local.provider import server as provider
from deploy.local.stripe import process as stripe
from deploy.local.supervisor import Program
from shared.settings import LOCAL_SECRET

ROOT = Path(__file__).parents[2]
KEEPALIVE = "5"
"""Seconds an idle connection to a service stays open, and may hold up its end."""

STRIPE_WEBHOOK_SECRET = f"whsec_{LOCAL_SECRET}"
STAFF_SECOND_FACTOR = "false"
"""The demo's staff sign in with what the table at the start says, and nothing else."""

MONGO_DATABASE = "social_media"
WORKERS = 2
"""Per service: the fewest that show whether anything believes it is alone."""


@dataclass(frozen=True, slots=True)
class Ports:
    """Each can be changed by an environment variable: `WEB_PORT`, `AWS_PORT` and so on."""

    web: int = 8080
    user_cessation: int = 8000
    social_media: int = 8001
    mongo: int = 27117
    aws: int = 4599
    stripe: int = 4242
    provider: int = 4243

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        named = {field.name: environment.get(f"{field.name.upper()}_PORT") for field in fields(cls)}
        return cls(**{name: int(value) for name, value in named.items() if value})

    def items(self) -> dict[str, int]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Platform:
    directory: Path
    """Everything it remembers. Remove it and the platform starts afresh."""
    ports: Ports

    @property
    def web_url(self) -> str:
        return f"http://localhost:{self.ports.web}"

    @property
    def aws_url(self) -> str:
        return f"http://127.0.0.1:{self.ports.aws}"

    @property
    def federation(self) -> Federation:
        """By whom people may come besides, and where to."""
        return Federation(
            provider_url=f"http://127.0.0.1:{self.ports.provider}",
            client_id=provider.CLIENT_ID,
            client_secret=provider.CLIENT_SECRET,
            return_url=f"{self.web_url}/federated",
        )

    @property
    def mongo_url(self) -> str:
        return mongo.url(self.ports.mongo)

    @property
    def logs(self) -> Path:
        return self.directory / "logs"

    @property
    def origins(self) -> list[str]:
        """Whose pages may call us."""
        return [self.web_url, f"http://127.0.0.1:{self.ports.web}"]

    @property
    def allowed_origins(self) -> str:
        """The same, as the JSON list the services read."""
        return json.dumps(self.origins)


def postgres_program(cluster: Cluster) -> Program:
    return Program(
        "postgres",
        cluster.command,
        {},
        user=cluster.user,
        # "Fast": do not wait for clients to leave.
        stop_signal=signal.SIGINT,
        echoes=False,
    )


def mongod_program(platform: Platform) -> Program:
    command = mongo.command(platform.directory / "mongo", platform.ports.mongo)
    return Program("mongod", command, _surroundings(), echoes=False)


def emulator_program(platform: Platform) -> Program:
    return Program(
        "aws",
        _python("deploy.local.emulator"),
        {
            **_surroundings(),
            **CREDENTIALS,
            **emulator.environment(platform.directory / "aws", platform.ports.aws),
        },
        echoes=False,
    )


def stripe_program(platform: Platform) -> Program:
    command = stripe.command(
        port=platform.ports.stripe,
        webhook=f"{platform.web_url}/api/v1/webhooks/stripe",
        secret=STRIPE_WEBHOOK_SECRET,
        directory=platform.directory / "stripe",
    )
    return Program("stripe", command, _surroundings(), restarts=True)


def provider_program(platform: Platform) -> Program:
    return Program(
        "provider",
        [
            *_python("deploy.local.provider"),
            *("--port", str(platform.ports.provider)),
            *("--callback", f"{platform.aws_url}/oauth2/idpresponse"),
        ],
        _surroundings(),
        restarts=True,
    )


def function_settings(platform: Platform, dsn: str) -> dict[str, dict[str, str]]:
    """What each Lambda package is told besides where AWS's own parts are."""
    common = {"MODE": "local", "LOG_LEVEL": "INFO", "POSTGRES_DSN": dsn}
    return {
        "auth": {
            **common,
            "PUBLIC_ORIGINS": platform.allowed_origins,
            "STAFF_SECOND_FACTOR": STAFF_SECOND_FACTOR,
            "FEDERATION_URL": platform.aws_url,
            "FEDERATION_PROVIDER": PROVIDER,
            "FEDERATION_RETURN_URL": platform.federation.return_url,
        },
        "upload": common,
        "scheduled": common,
        "payment": {
            **common,
            "WEB_URL": platform.web_url,
            "STRIPE_URL": f"http://127.0.0.1:{platform.ports.stripe}",
            "STRIPE_API_KEY": f"sk_test_{LOCAL_SECRET}",
            "STRIPE_WEBHOOK_SECRET": STRIPE_WEBHOOK_SECRET,
        },
    }


def messenger_programs(platform: Platform, resources: Resources, dsn: str) -> list[Program]:
    """The processes that carry events. They hold no state, so dying costs them only time."""
    common = _common(platform, resources)
    return [
        Program(
            "relay",
            _python("shared.messaging.relay"),
            {**common, "POSTGRES_DSN": dsn, "TOPIC_ARN": resources.topic_arn},
            restarts=True,
        ),
        Program(
            "consumer",
            _python("services.social_media.consumer"),
            {
                **common,
                **_social(platform),
                "QUEUE_URL": resources.social_media_queue_url,
                "TOPIC_ARN": resources.topic_arn,
            },
            restarts=True,
        ),
        Program(
            "quit-consumer",
            _python("services.user_cessation.consumer"),
            {
                **common,
                "POSTGRES_DSN": dsn,
                "QUEUE_URL": resources.user_cessation_queue_url,
                "MEDIA_BUCKET": BUCKET,
                "MAIL_FROM": MAIL_FROM,
                "WEB_URL": platform.web_url,
            },
            restarts=True,
        ),
    ]


def service_programs(platform: Platform, resources: Resources, dsn: str) -> list[Program]:
    common = _common(platform, resources)
    return [
        Program(
            "user-cessation",
            _gunicorn("services.user_cessation.wsgi:app", platform.ports.user_cessation),
            {
                **common,
                "POSTGRES_DSN": dsn,
                "KEEPALIVE": KEEPALIVE,
                "STAFF_SECOND_FACTOR": STAFF_SECOND_FACTOR,
                "MEDIA_BUCKET": BUCKET,
            },
            patience=35.0,
        ),
        Program(
            "social-media",
            _gunicorn("services.social_media.wsgi:app", platform.ports.social_media),
            {**common, **_social(platform), "KEEPALIVE": KEEPALIVE},
            patience=35.0,
        ),
    ]


def gateway_program(platform: Platform, resources: Resources) -> Program:
    return Program(
        "gateway",
        _python("deploy.local.gateway"),
        {
            **_common(platform, resources),
            "PORT": str(platform.ports.web),
            "ALLOWED_ORIGINS": platform.allowed_origins,
            "USER_CESSATION_URL": f"http://127.0.0.1:{platform.ports.user_cessation}",
            "SOCIAL_MEDIA_URL": f"http://127.0.0.1:{platform.ports.social_media}",
            "SITE": str(ROOT / "frontend" / "dist"),
        },
    )


def _common(platform: Platform, resources: Resources) -> dict[str, str]:
    return {
        **_surroundings(),
        **CREDENTIALS,
        **resources.pool.settings,
        "AWS_ENDPOINT_URL": platform.aws_url,
        "AWS_REGION": emulator.REGION,
        "AWS_DEFAULT_REGION": emulator.REGION,
        "MODE": "local",
        "LOG_LEVEL": os.environ.get("LOG_LEVEL", "INFO"),
    }


def _social(platform: Platform) -> dict[str, str]:
    return {
        "MONGO_URL": platform.mongo_url,
        "MONGO_DATABASE": MONGO_DATABASE,
        "MESH_DIRECTORY": str(platform.directory / "mesh"),
        "SEVERAL_HOSTS": "false",
        "ALLOWED_ORIGINS": platform.allowed_origins,
        "MEDIA_BUCKET": BUCKET,
    }


def _surroundings() -> dict[str, str]:
    """The environment we run in, without whatever of AWS is set up on this machine."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return {**ours, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)}


def _python(module: str) -> list[str]:
    return [sys.executable, "-m", module]


def _gunicorn(application: str, port: int) -> list[str]:
    return [
        *_python("gunicorn"),
        *("--config", str(ROOT / "deploy" / "gunicorn.py")),
        *("--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS)),
        # It would be one file for both services, in the home directory.
        "--no-control-socket",
        application,
    ]
