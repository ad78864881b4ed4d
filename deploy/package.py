"""One zip for each Lambda and platform: `python -m deploy.package [--platform aarch64] [name …]`.

A zip holds exactly what its function needs: the pinned requirements, the function's own folder,
and what of `shared/` is not for the services alone. The same tree makes the same bytes, so an
unchanged function is not deployed again. Built for this machine, each handler is imported from
its own tree with nothing else on the path: a module that is missing fails here and not on AWS.
"""

import argparse
import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build"

NOT_FOR_LAMBDAS = (
    "shared/web.py",
    "shared/health.py",
    "shared/auth/guard.py",
    "shared/postgres/migrate.py",
    "shared/postgres/migrations/",
    "shared/messaging/",
)
"""They need Flask, or are for processes that never stop."""

PLATFORMS = {
    "host": [],
    "aarch64": [
        *("--platform", "manylinux2014_aarch64", "--platform", "manylinux_2_28_aarch64"),
        *("--python-version", "3.11", "--implementation", "cp", "--abi", "cp311"),
    ],
}
AWS_SERVICES = {
    "auth": ("cognito-idp", "ses"),
    "payment": (),
    "scheduled": (),
    "upload": ("s3",),
}
"""What each function calls of AWS. botocore describes the whole of it, in 27 MB."""

THE_SAME_TIME = (1980, 1, 1, 0, 0, 0)
"""The same time on every file, the earliest a zip can hold."""

PROOF = """
import sys, time
sys.path.insert(0, sys.argv[1])
started = time.perf_counter()
from importlib import import_module
handler = import_module(f"lambdas.{sys.argv[2]}.handler")
assert [name for name in dir(handler) if name.startswith("on_")]
print(round((time.perf_counter() - started) * 1000))
"""


CLIENTS = """
import sys
sys.path.insert(0, sys.argv[1])
from botocore.session import get_session
for service in sys.argv[2:]:
    get_session().create_client(
        service, region_name="eu-west-1", aws_access_key_id="a", aws_secret_access_key="a"
    )
"""

UNUSED = (
    "stripe/params",  # the shapes of its parameters, for type checkers
    # Pillow without AVIF, fonts and windows: we take PNG, JPEG and WebP.
    *(f"PIL/_{name}.*" for name in ("avif", "imagingft", "imagingtk")),
    *(f"pillow.libs/lib{name}*" for name in ("avif", "harfbuzz", "freetype", "brotli")),
)

NEVER_READ = frozenset({"tests", "test", "examples"})

LARGEST = 25_000_000
"""Bytes of a zip. Larger ones take longer to start."""


def functions() -> list[str]:
    """Names of all Lambdas."""
    return sorted(handler.parent.name for handler in ROOT.glob("lambdas/*/handler.py"))


def sources(function: str) -> Iterator[Path]:
    """Our own files that belong into a function's zip, relative to the root."""
    yield Path("lambdas/__init__.py")
    for folder in (f"lambdas/{function}", "shared"):
        for path in sorted((ROOT / folder).rglob("*")):
            relative = path.relative_to(ROOT)
            if (
                path.is_file()
                and path.suffix != ".pyc"
                and not relative.as_posix().startswith(NOT_FOR_LAMBDAS)
            ):
                yield relative


def source_zip(function: str) -> bytes:
    """A zip of our own files alone, for an interpreter that has the requirements already."""
    buffer = io.BytesIO()
    _zip(buffer, ((ROOT / path, path.as_posix()) for path in sources(function)))
    return buffer.getvalue()


def build_tree(function: str, platform: str, tree: Path) -> None:
    """Unpacked, what the zip will hold."""
    requirements = ROOT / "requirements" / f"lambda-{function}.txt"
    subprocess.run(  # noqa: S603 - every argument is ours
        [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--target", str(tree)),
            *("--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-compile"),
            *PLATFORMS[platform],
            *("--requirement", str(requirements)),
        ],
        check=True,
    )
    shutil.rmtree(tree / "bin", ignore_errors=True)
    for path in sources(function):
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, tree / path)
    finish_tree(function, tree)


def finish_tree(function: str, tree: Path) -> None:
    """Leave only what is read, and compile it.

    Compiled beforehand, a cold start takes half the time. Lambda's tree is read-only, so the
    sources cannot change under the bytecode and need no check.
    """
    prune(tree, AWS_SERVICES[function])
    subprocess.run(  # noqa: S603 - every argument is ours
        [
            *(sys.executable, "-m", "compileall", "-q", "-s", str(tree)),
            *("--invalidation-mode", "unchecked-hash", str(tree)),
        ],
        check=True,
        env={"PYTHONHASHSEED": "0"},
    )


def prune(tree: Path, services: tuple[str, ...]) -> None:
    """Take out what is never read there: other services, tests, type stubs, and pip's own lists."""
    data = tree / "botocore" / "data"
    for service in data.iterdir() if data.exists() else ():
        # `xray` is for the tracer.
        if service.is_dir() and service.name not in (*services, "xray"):
            shutil.rmtree(service)
    for pattern in UNUSED:
        for path in tree.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in sorted(tree.rglob("*")):
        if not path.exists():
            continue
        if path.is_dir() and (path.name in NEVER_READ or path.name.endswith("-stubs")):
            shutil.rmtree(path)
        elif path.is_file() and (
            path.suffix in {".pyi", ".pyx", ".pxd"}
            # A distribution's version is looked up in METADATA; the rest is for pip.
            or (path.parent.name.endswith(".dist-info") and path.name != "METADATA")
        ):
            path.unlink()


def clients_of(function: str, tree: Path) -> None:
    """Build every client a function uses, from its tree alone; fails if anything is missing."""
    subprocess.run(  # noqa: S603 - every argument is ours
        [sys.executable, "-I", "-S", "-c", CLIENTS, str(tree), *AWS_SERVICES[function]],
        check=True,
        capture_output=True,
        text=True,
        env={},
    )


def import_time(function: str, tree: Path) -> int:
    """Import a handler from its tree and from nowhere else; return the milliseconds it took."""
    # -I and -S: no environment, no user folder, no site-packages.
    done = subprocess.run(  # noqa: S603 - every argument is ours
        [sys.executable, "-I", "-S", "-c", PROOF, str(tree), function],
        check=True,
        capture_output=True,
        text=True,
        env={"AWS_REGION": "us-east-1"},
    )
    return int(done.stdout)


def zip_tree(tree: Path, target: Path) -> None:
    files = (path for path in sorted(tree.rglob("*")) if path.is_file())
    with target.open("wb") as stream:
        _zip(stream, ((path, path.relative_to(tree).as_posix()) for path in files))


def package(function: str, platform: str) -> tuple[str, str, str]:
    """Build one function's zip and prove it if it can run here; return a row of the table."""
    folder = BUILD / platform
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{function}.zip"
    with tempfile.TemporaryDirectory(prefix=f"{function}-") as directory:
        tree = Path(directory)
        build_tree(function, platform, tree)
        took = "–"
        if platform == "host":
            clients_of(function, tree)
            took = f"{min(import_time(function, tree) for _ in range(3))} ms"
        zip_tree(tree, target)
    size = target.stat().st_size
    if size > LARGEST:
        raise SystemExit(f"{target.name} for {platform} has {size} bytes, more than {LARGEST}")
    return function, f"{size / 1e6:.1f} MB", took


def _zip(stream: io.BufferedIOBase | io.BytesIO, files: Iterator[tuple[Path, str]]) -> None:
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, name in files:
            entry = zipfile.ZipInfo(name, THE_SAME_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--platform", choices=sorted(PLATFORMS), action="append")
    parser.add_argument("names", nargs="*", default=functions(), metavar="name")
    arguments = parser.parse_args()
    sys.stdout.write(f"{'function':<12}{'platform':<10}{'zip':>9}  import\n")
    for platform in arguments.platform or sorted(PLATFORMS):
        for name in arguments.names:
            function, size, took = package(name, platform)
            sys.stdout.write(f"{function:<12}{platform:<10}{size:>9}  {took}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
