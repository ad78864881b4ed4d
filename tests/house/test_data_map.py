"""Where anything about people is kept is on one page, made from what is exported and erased by."""

import re

from deploy.data_map_doc import PAGE, page
from services.social_media.privacy.features import FEATURES
from services.user_cessation.inventory import EXPORTED, NAMES_NOBODY

PLAYBOOK = PAGE.parent / "runbooks" / "breach.md"


def test_the_map_is_up_to_date():
    assert PAGE.read_text() == page(), "run `make docs`"


def test_every_table_and_every_collection_is_on_it():
    text = page()
    tables = {holding.table for holding in EXPORTED} | NAMES_NOBODY.keys()
    collections = {name for feature in FEATURES for name in feature.COLLECTIONS}

    assert {name for name in tables | collections if f"`{name}`" not in text} == set()


def test_the_query_of_the_playbook_can_be_asked(database):
    [query] = re.findall(r"```sql\n(.*?)```", PLAYBOOK.read_text(), re.DOTALL)
    person = "'00000000-0000-0000-0000-000000000000'"
    asked = query.replace("'…'", person, 1).replace("'…'", "'2026-01-01'")

    assert database.execute(asked).fetchall() == []


def test_the_playbook_names_the_shortest_times():
    text = PLAYBOOK.read_text()

    assert [time for time in ("72 hours", "60 days", "500") if time not in text] == []
