"""Writes docs/settings.md from the settings classes: `python -m deploy.settings_doc`.

With `--check` it only compares, and exits 1 when the page is out of date.
"""

import sys
from importlib import import_module
from pathlib import Path
from typing import get_origin

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from shared.settings import Settings

PAGE = Path(__file__).parents[1] / "docs" / "settings.md"

PROCESSES = {
    "user-cessation service": "services.user_cessation.settings",
    "user-cessation consumer": "services.user_cessation.consumer",
    "social-media service": "services.social_media.settings",
    "social-media consumer": "services.social_media.consumer",
    "copies of data": "shared.shelf",
    "relay": "shared.messaging.relay",
    "auth Lambda": "lambdas.auth.settings",
    "upload Lambda": "lambdas.upload.settings",
    "payment Lambda": "lambdas.payment.settings",
    "scheduled Lambda": "lambdas.scheduled.settings",
}
"""Where each process's settings class lives."""

HEAD = """\
# Settings

Generated from the settings classes by `make docs`; do not edit. Every setting is an environment
variable. In `production` mode a process refuses to start with debug on, an emulator's endpoint, a
local secret, or an issuer that is not Cognito over https.
"""


def settings_of(module_name: str) -> type[Settings]:
    """The one settings class a process reads, by the module that defines it."""
    module = import_module(module_name)
    classes = [
        value
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, Settings)
        and value.__module__ == module_name
    ]
    (found,) = classes
    return found


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join([HEAD, *(_section(title, name) for title, name in PROCESSES.items())])


def _section(title: str, module_name: str) -> str:
    rows = [
        f"| `{name.upper()}` | {_kind(field)} | {_default(field)} | {field.description} |"
        for name, field in settings_of(module_name).model_fields.items()
    ]
    return "\n".join(
        [
            f"## {title}",
            "",
            "| Variable | Type | Default | Meaning |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _kind(field: FieldInfo) -> str:
    annotation = field.annotation
    if annotation is SecretStr:
        return "secret"
    if get_origin(annotation) is not None:
        return str(annotation).replace(" | None", "").replace("typing.", "")
    return getattr(annotation, "__name__", str(annotation)).lower()


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    default = field.get_default(call_default_factory=True)
    return "none" if default is None else f"`{default}`"


def main(arguments: list[str]) -> int:
    if "--check" in arguments:
        if PAGE.read_text() != page():
            sys.stderr.write("docs/settings.md is out of date: run `make docs`.\n")
            return 1
        return 0
    PAGE.write_text(page())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
