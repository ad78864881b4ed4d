"""The page about OWASP's standard names files that are there, and every chapter of it."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/asvs.md").read_text()


def test_every_file_it_names_is_there():
    named = re.findall(r"`([\w.-]+(?:/[\w.-]+)+)`", PAGE)

    assert len(named) > 30
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_no_chapter_is_left_out():
    assert re.findall(r"^\| V(\d+) ", PAGE, re.MULTILINE) == [str(n) for n in range(1, 18)]
