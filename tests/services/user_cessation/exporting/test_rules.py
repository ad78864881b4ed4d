"""What a copy says, for programs and for spreadsheets."""

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from services.user_cessation.exporting import rules

ID = UUID(int=7)
ROW = {
    "id": ID,
    "at": datetime(2026, 3, 1, 12, tzinfo=UTC),
    "on": date(2026, 3, 1),
    "units": Decimal("12.5"),
    "hash": b"\x01\xff",
    "tags": ["coffee", "stress"],
    "scores": {"total": 3},
    "note": "Coffee, with a “colleague”",
    "nothing": None,
    "smoked": False,
    "lasted": timedelta(minutes=5),
}


def read(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_json_keeps_every_value():
    [row] = json.loads(rules.as_json({"table": [ROW]}))["table"]

    assert row == {
        "id": str(ID),
        "at": "2026-03-01T12:00:00Z",
        "on": "2026-03-01",
        "units": "12.5",
        "hash": "01ff",
        "tags": ["coffee", "stress"],
        "scores": {"total": 3},
        "note": "Coffee, with a “colleague”",
        "nothing": None,
        "smoked": False,
        "lasted": "0:05:00",
    }


def test_csv_has_a_header_and_a_line_for_each_row():
    [row] = read(rules.as_csv([ROW]))

    assert row == {
        "id": str(ID),
        "at": "2026-03-01T12:00:00+00:00",
        "on": "2026-03-01",
        "units": "12.5",
        "hash": "01ff",
        "tags": '["coffee","stress"]',
        "scores": '{"total":3}',
        "note": "Coffee, with a “colleague”",
        "nothing": "",
        "smoked": "False",
        "lasted": "0:05:00",
    }


@pytest.mark.parametrize(
    "text", ["=1+1", "+84 90", "-2", "@SUM(A1)", "\tcmd", "\rcmd", '=HYPERLINK("http://x")']
)
def test_nothing_a_spreadsheet_would_run_gets_into_csv(text):
    [row] = read(rules.as_csv([{"note": text}]))

    assert row["note"] == f"'{text}"


def test_a_number_below_zero_stays_a_number():
    [row] = read(rules.as_csv([{"difference": -2, "exact": Decimal("-0.5")}]))

    assert row == {"difference": "-2", "exact": "-0.5"}


def test_text_of_several_lines_and_quotes_survives_csv():
    note = 'First "line"\nSecond, line\r\nThird'

    [row] = read(rules.as_csv([{"note": note}]))

    assert row["note"] == note


def test_rows_that_differ_in_what_they_say_share_a_header():
    rows = read(rules.as_csv([{"a": 1}, {"a": 2, "b": 3}]))

    assert rows == [{"a": "1", "b": ""}, {"a": "2", "b": "3"}]
