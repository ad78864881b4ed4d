"""How a copy looks: JSON for programs, CSV for people, and what both say of each kind of value.

Pure: no clock, no database, no web.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import orjson

from services.user_cessation.exporting.models import Export, ExportOut

KEPT_FOR = timedelta(days=7)
PATIENCE = timedelta(days=1)
"""After this a copy that is not ready has failed, and may be asked for anew."""

LINK_LIFETIME = timedelta(minutes=15)

TRY_AGAIN = timedelta(minutes=10)
"""Whoever has not put it together by then has died."""

NAME = "unlit.zip"

README = """\
Unlit

Everything we hold about you, as it was when you asked. data.json holds all of it for programs, the
folder csv the same as tables, and the folder files your pictures. Names of tables are ours; times
are in UTC. What is not in here: secrets that protect your account, and whatever is about others.

Tất cả dữ liệu chúng tôi lưu về bạn, tại thời điểm bạn yêu cầu. data.json chứa toàn bộ cho phần mềm,
thư mục csv chứa cùng nội dung ở dạng bảng, và thư mục files chứa hình của bạn. Tên bảng là của
chúng tôi; giờ theo UTC. Không có ở đây: các bí mật bảo vệ tài khoản và những gì của người khác.
"""

Row = Mapping[str, Any]


def shown(export: Export) -> ExportOut:
    return ExportOut(
        export_id=export.export_id,
        state="ready" if export.ready_at else "preparing",
        requested_at=export.requested_at,
        ready_at=export.ready_at,
        bytes=export.bytes,
        expires_at=export.expires_at,
    )


def as_json(parts: Mapping[str, Sequence[Row]]) -> bytes:
    """All rows by the name of their table."""
    options = orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z
    return orjson.dumps(parts, default=_plain, option=options)


def as_csv(rows: Sequence[Row]) -> str:
    """Rows as a spreadsheet reads them, with a header; lists and objects as JSON."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in columns])
    # Spreadsheets take it for the alphabet of the country they are in, unless told.
    return "\ufeff" + text.getvalue()


def _cell(value: object) -> object:
    if value is None or isinstance(value, bool | int | float | Decimal):
        return value
    if isinstance(value, list | tuple | dict):
        value = orjson.dumps(value, default=_plain).decode()
    elif isinstance(value, datetime | date | time):
        value = value.isoformat()
    return _harmless(value if isinstance(value, str) else _plain(value))


def _harmless(text: str) -> str:
    """Text that a spreadsheet takes for text: what begins like a formula would be one."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _plain(value: object) -> str:
    """Exact numbers, spans and ranges as PostgreSQL writes them; bytes in hexadecimal."""
    return value.hex() if isinstance(value, bytes) else str(value)
