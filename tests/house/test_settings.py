"""Every setting is documented, and the page is the one the code makes."""

import pytest

from deploy.settings_doc import PAGE, PROCESSES, page, settings_of


def test_the_settings_page_is_up_to_date():
    assert PAGE.read_text() == page(), "run `make docs`"


@pytest.mark.parametrize("process", PROCESSES)
def test_every_setting_has_a_sentence(process):
    fields = settings_of(PROCESSES[process]).model_fields

    without = [
        name for name, field in fields.items() if not (field.description or "").endswith(".")
    ]

    assert without == []
