"""One zip for each Lambda: `python -m deploy.package [--platform aarch64] [name …]`.

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
    # Compiled beforehand, a cold start takes half the time. Lambda's tree is read-only, so the
    # sources cannot change under the bytecode and need no check.
    subprocess.run(  # noqa: S603 - every argument is ours
        [
            *(sys.executable, "-m", "compileall", "-q", "-s", str(tree)),
            *("--invalidation-mode", "unchecked-hash", str(tree)),
        ],
        check=True,
        env={"PYTHONHASHSEED": "0"},
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


def package(function: str, platform: str) -> None:
    """Build one function's zip into `build/`, prove it if it can run here, and say so."""
    BUILD.mkdir(exist_ok=True)
    target = BUILD / f"{function}.zip"
    with tempfile.TemporaryDirectory(prefix=f"{function}-") as directory:
        tree = Path(directory)
        build_tree(function, platform, tree)
        proof = f"imports in {import_time(function, tree)} ms" if platform == "host" else "unproven"
        zip_tree(tree, target)
    sys.stdout.write(f"{target.name}: {target.stat().st_size / 1e6:.1f} MB, {proof}\n")


def _zip(stream: io.BufferedIOBase | io.BytesIO, files: Iterator[tuple[Path, str]]) -> None:
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, name in files:
            entry = zipfile.ZipInfo(name, THE_SAME_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--platform", choices=sorted(PLATFORMS), default="host")
    parser.add_argument("names", nargs="*", default=functions(), metavar="name")
    arguments = parser.parse_args()
    for function in arguments.names:
        package(function, arguments.platform)


if __name__ == "__main__":
    main()
