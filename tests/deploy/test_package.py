"""Each Lambda's zip holds what it needs and nothing else."""

import io
import re
import subprocess
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
