"""The whole platform, from nothing to a web page, and back to nothing when asked to stop."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from deploy.local import emulator, mongo
from deploy.local import platform as parts
from deploy.local.aws.resources import Resources, provision
from deploy.local.console import Terminal
from deploy.local.platform import Platform
from deploy.local.ports import is_free, is_ready
from deploy.local.postgres import Cluster
from deploy.local.seed import cast
from deploy.local.seed.plant import plant
from deploy.local.signals import Signals, StopRequested
from deploy.local.supervisor import Supervisor, Trouble
from services.social_media import indexes
from services.social_media.mongo import connect
from shared.postgres.migrate import migrate

STATE = "running.json"
"""In the platform's directory while it runs: its URLs and its processes' ids."""


def run(platform: Platform, terminal: Terminal, signals: Signals) -> None:
    """Start everything, then look after it until someone asks us to stop.

    Raises Trouble where it cannot start or go on. Either way, nothing it started is left.
    """
    platform.directory.mkdir(parents=True, exist_ok=True)
    with _only_one(platform):
        supervisor = Supervisor(platform.logs, signals, terminal.echo)
        try:
            _start(platform, terminal, supervisor)
            supervisor.watch()
        except Trouble:
            raise
        except (StopRequested, Exception):
            # Whatever the request to stop interrupted may fail as it tidies up.
            if not signals.requested:
                # When a part dies, whoever was speaking to it fails first; the part is the news.
                supervisor.check()
                raise
            terminal.say("\nStopping …")
        finally:
            signals.stopping()
            supervisor.stop()
            (platform.directory / STATE).unlink(missing_ok=True)


def _start(platform: Platform, terminal: Terminal, supervisor: Supervisor) -> None:
    terminal.say(f"Unlit, all of it, on this machine. State: {platform.directory}")
    _check_ports(platform)
    with terminal.step("PostgreSQL"):
        cluster = Cluster(platform.directory / "postgres")
        supervisor.start(parts.postgres_program(cluster))
        # The others come up while PostgreSQL does.
        supervisor.start(parts.mongod_program(platform))
        supervisor.start(parts.emulator_program(platform))
        supervisor.wait_for("postgres", cluster.answers)
    with terminal.step("PostgreSQL migrations"):
        migrate(cluster.dsn)
    with terminal.step("MongoDB, a replica set of one"):
        supervisor.wait_for("mongod", lambda: mongo.is_primary(platform.ports.mongo))
    with terminal.step("MongoDB indexes and validators"):
        _apply_indexes(platform)
    with terminal.step("AWS emulator"):
        supervisor.wait_for("aws", lambda: emulator.answers(platform.ports.aws))
    with terminal.step("User pool, bucket, topic, queues, functions"):
        resources = provision(
            platform.aws_url,
            parts.function_settings(platform, cluster.dsn),
            platform.origins,
            platform.federation,
        )
    with terminal.step("Demo people and their history"):
        plant(
            platform.directory,
            resources,
            aws_url=platform.aws_url,
            dsn=cluster.dsn,
            mongo_url=platform.mongo_url,
        )
    _start_programs(platform, terminal, supervisor, resources, cluster.dsn)
    _say_where(platform, terminal)


def _start_programs(
    platform: Platform,
    terminal: Terminal,
    supervisor: Supervisor,
    resources: Resources,
    dsn: str,
) -> None:
    with terminal.step("Services, relay, consumer and gateway"):
        (platform.directory / "mesh").mkdir(exist_ok=True)
        supervisor.start(*parts.messenger_programs(platform, resources, dsn))
        supervisor.start(*parts.service_programs(platform, resources, dsn))
        supervisor.start(parts.stripe_program(platform))
        supervisor.start(parts.provider_program(platform))
        supervisor.start(parts.gateway_program(platform, resources))
        _wait_for_answers(platform, supervisor)
        supervisor.on_change = lambda: _write_state(platform, supervisor)
        _write_state(platform, supervisor)


def _apply_indexes(platform: Platform) -> None:
    db = connect(platform.mongo_url, parts.MONGO_DATABASE)
    with db.client:
        indexes.apply(db)


def _wait_for_answers(platform: Platform, supervisor: Supervisor) -> None:
    ready = {
        "user-cessation": f"http://127.0.0.1:{platform.ports.user_cessation}/readyz",
        "social-media": f"http://127.0.0.1:{platform.ports.social_media}/readyz",
        "gateway": f"http://127.0.0.1:{platform.ports.web}/healthz",
    }
    for name, url in ready.items():
        supervisor.wait_for(name, partial(is_ready, url))


def _check_ports(platform: Platform) -> None:
    for name, port in platform.ports.items().items():
        if not is_free(port):
            raise Trouble(
                f"Port {port} is in use by another program."
                f" Stop that program, or choose another port with {name.upper()}_PORT."
            )


def _write_state(platform: Platform, supervisor: Supervisor) -> None:
    state = {
        "pid": os.getpid(),
        "urls": {
            "web": platform.web_url,
            "user-cessation": f"http://127.0.0.1:{platform.ports.user_cessation}",
            "social-media": f"http://127.0.0.1:{platform.ports.social_media}",
            "aws": platform.aws_url,
            "mongo": platform.mongo_url,
        },
        "processes": supervisor.pids,
    }
    unfinished = platform.directory / f"{STATE}.new"
    unfinished.write_text(json.dumps(state, indent=2))
    unfinished.replace(platform.directory / STATE)


def _say_where(platform: Platform, terminal: Terminal) -> None:
    terminal.table(
        "Open",
        {
            "Web app": platform.web_url,
            "Mailbox": f"{platform.web_url}/mailbox (every mail the platform sends)",
            "API": f"{platform.web_url}/api/v1",
            "Services": f"http://127.0.0.1:{platform.ports.user_cessation} (quitting),"
            f" http://127.0.0.1:{platform.ports.social_media} (people and chat)",
            "Logs": f"{platform.logs}/",
        },
    )
    terminal.table(
        "Sign in",
        {
            **{person.email: person.about for person in cast.INTRODUCED},
            "Password of all": cast.PASSWORD,
        },
    )
    terminal.say("\nCtrl-C stops everything; `make run` brings it back, `make reset` forgets it.\n")


@contextmanager
def _only_one(platform: Platform) -> Iterator[None]:
    """Refuse a second platform on the same directory."""
    with (platform.directory / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Trouble(f"The platform in {platform.directory} is running already.") from error
        yield
