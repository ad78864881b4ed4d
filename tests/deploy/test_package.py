"""Each Lambda's zip holds what it needs and nothing else."""

import io
import re
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

from deploy import package


@pytest.fixture(params=package.functions())
def function(request):
    return request.param


@pytest.fixture
def names(function):
    with zipfile.ZipFile(io.BytesIO(package.source_zip(function))) as archive:
        return archive.namelist()


@pytest.fixture
def tree(tmp_path, function):
    """The function's sources, beside the installed packages its lock names and no others."""
    for path in package.sources(function):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).symlink_to(package.ROOT / path)
    lock = (package.ROOT / "requirements" / f"lambda-{function}.txt").read_text()
    for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE):
        installed = distribution(name)
        for top in {Path(file).parts[0] for file in installed.files or ()} - {"..", "__pycache__"}:
            if not (tmp_path / top).exists():
                (tmp_path / top).symlink_to(installed.locate_file(top))
    return tmp_path


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """What a function's zip holds for this machine, made of the installed packages; made once."""
    made = {}

    def make(function):
        if function not in made:
            made[function] = tmp_path_factory.mktemp(function)
            _copy_installed(function, made[function])
            package.prune(made[function], package.AWS_SERVICES[function])
        return made[function]

    return make


def _copy_installed(function, tree):
    lock = (package.ROOT / "requirements" / f"lambda-{function}.txt").read_text()
    for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE):
        installed = distribution(name)
        for file in installed.files or ():
            # Compiled when they were installed, as what is shipped is when it is built.
            if ".." not in file.parts and installed.locate_file(file).exists():
                (tree / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(installed.locate_file(file), tree / file)
    for path in package.sources(function):
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(package.ROOT / path, tree / path)


def test_a_zip_keeps_to_its_budget(finished, function, tmp_path):
    package.zip_tree(finished(function), tmp_path / "function.zip")

    assert (tmp_path / "function.zip").stat().st_size <= package.LARGEST


def test_what_was_taken_out_is_not_missed(finished, function):
    tree = finished(function)

    package.clients_of(function, tree)

    assert package.import_time(function, tree) > 0
    services = {path.name for path in (tree / "botocore" / "data").iterdir() if path.is_dir()}
    assert services == {*package.AWS_SERVICES[function], "xray"}


def test_a_client_of_another_service_is_not_there(finished):
    tree = finished("payment")

    with pytest.raises(subprocess.CalledProcessError) as failure:
        subprocess.run(
            [sys.executable, "-I", "-S", "-c", package.CLIENTS, str(tree), "s3"],
            check=True,
            capture_output=True,
            text=True,
        )

    assert "UnknownServiceError" in failure.value.stderr


def test_stripe_is_asked_without_what_was_taken_out(finished):
    """Nobody listens there; getting as far as knocking takes every module a question takes."""
    script = """
import sys
sys.path.insert(0, sys.argv[1])
from lambdas.payment.provider import Provider
from shared.models.problem import Unavailable
provider = Provider("sk_test_x", "http://127.0.0.1:9")
questions = [
    lambda: provider.snapshot("cus_1"),
    lambda: provider.customer_of_charge("ch_1"),
    lambda: provider.portal_url("cus_1", "https://unlit.example"),
]
for ask in questions:
    try:
        ask()
    except Unavailable:
        print("asked")
"""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script, str(finished("payment"))],
        check=True,
        capture_output=True,
        text=True,
        env={},
    )

    assert done.stdout.split() == ["asked"] * 3


def test_pictures_are_drawn_without_what_was_taken_out(finished):
    script = """
import sys
sys.path.insert(0, sys.argv[1])
from io import BytesIO
from PIL import Image
from lambdas.upload.images import image_from
for kind in ("PNG", "JPEG", "WEBP"):
    file = BytesIO()
    Image.new("RGB", (64, 32), (220, 20, 20)).save(file, kind)
    drawn = image_from(file.getvalue(), f"image/{kind.lower()}")
    print(kind, drawn.width, drawn.height)
"""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script, str(finished("upload"))],
        check=True,
        capture_output=True,
        text=True,
        env={},
    )

    assert done.stdout.split("\n")[:3] == ["PNG 64 32", "JPEG 64 32", "WEBP 64 32"]


def test_nothing_is_imported_that_only_services_need(finished, function):
    script = """
import sys
sys.path.insert(0, sys.argv[1])
__import__(f"lambdas.{sys.argv[2]}.handler")
print(*sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script, str(finished(function)), function],
        check=True,
        capture_output=True,
        text=True,
        env={},
    )

    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded.isdisjoint({"boto3", "aws_xray_sdk", "psycopg_pool", "flask", "dns"})


def test_a_zip_has_its_function_and_what_all_share(names, function):
    assert f"lambdas/{function}/handler.py" in names
    assert {"lambdas/__init__.py", "shared/__init__.py", "shared/postgres/outbox.py"} <= set(names)


def test_a_zip_has_nothing_of_other_deployables(names, function):
    strangers = [
        name
        for name in names
        if not name.startswith((f"lambdas/{function}/", "lambdas/__init__.py", "shared/"))
        or name.startswith(("shared/web", "shared/health", "shared/auth/guard"))
        or "migrat" in name
        or "pycache" in name
    ]

    assert strangers == []


def test_the_same_sources_make_the_same_bytes(function):
    assert package.source_zip(function) == package.source_zip(function)


def test_a_zip_does_not_remember_when_it_was_made(function):
    with zipfile.ZipFile(io.BytesIO(package.source_zip(function))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_handler_runs_on_its_lock_alone(function, tree):
    assert package.import_time(function, tree) > 0


def test_a_missing_requirement_is_noticed(function, tree):
    (tree / "pydantic").unlink()

    with pytest.raises(subprocess.CalledProcessError) as failure:
        package.import_time(function, tree)

    assert "No module named 'pydantic'" in failure.value.stderr


def test_a_tree_becomes_a_zip_of_the_same_files(tmp_path):
    tree = tmp_path / "tree"
    (tree / "inner").mkdir(parents=True)
    (tree / "b.py").write_text("b")
    (tree / "inner" / "a.txt").write_text("a")

    package.zip_tree(tree, tmp_path / "made.zip")

    with zipfile.ZipFile(tmp_path / "made.zip") as archive:
        assert archive.namelist() == ["b.py", "inner/a.txt"]
        assert archive.read("inner/a.txt") == b"a"
