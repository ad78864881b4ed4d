"""Wherever people are kept, somebody thought of how they are forgotten and what they may see."""

import uuid

import psycopg
import pytest

from services.social_media import indexes, mongo
from services.social_media.privacy.features import FEATURES, NAMELESS, OURS
from services.user_cessation import unlinked
from services.user_cessation.inventory import EXPORTED, KEPT, NAMES_NOBODY, NOT_EXPORTED

TABLES = """
    SELECT oid::regclass::text
      FROM pg_class
     WHERE relkind IN ('r', 'p')
       AND NOT relispartition
       AND relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
       AND relname NOT LIKE ALL (ARRAY['%yoyo%', 'effects_%'])
"""

REFERENCES = """
    SELECT conrelid::regclass::text AS table_name,
           confrelid::regclass::text AS of,
           attname,
           confdeltype
      FROM pg_constraint
      JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
     WHERE contype = 'f'
"""

COLUMNS = """
    SELECT table_name, attname, type
      FROM unnest(%s::text[]) AS table_name
      JOIN pg_attribute ON attrelid = table_name::regclass AND attnum > 0 AND NOT attisdropped
     CROSS JOIN format_type(atttypid, NULL) AS type
     WHERE type = 'uuid'
        OR type LIKE 'json%%'
        OR type LIKE '%%[]'
"""
"""Whatever can hold an id."""

LINKED = """
    SELECT conrelid::regclass::text, attname, confrelid::regclass::text
      FROM pg_constraint
      JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY(conkey)
     WHERE contype = 'f'
"""

KEYS = """
    SELECT conrelid::regclass::text, attname
      FROM pg_constraint
      JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
     WHERE contype = 'p'
       AND cardinality(conkey) = 1
"""

HEALTH = {"cessation.check_ins", "cessation.slips", "cessation.cravings", "cessation.assessments"}
WITHOUT_CONSENT = {
    "cessation.profiles": "Where somebody lives says nothing about their health.",
    "cessation.pack_prices": "What a pack costs says nothing about their health.",
    "cessation.follow_ups": "When to ask. What is answered is kept elsewhere, with consent.",
    "cessation.lessons_done": "What somebody has read.",
    "cessation.missions_done": "What somebody has done of what we suggest.",
    "cessation.savings_goals": "What somebody saves for says nothing about their health.",
    "cessation.undone_slips": "That what was kept with consent is there no more.",
    "cessation.summaries": "It follows from what was kept with consent.",
    "cessation.reminder_settings": "When somebody wants to hear from us.",
    "cessation.nudges": "That somebody asked for it, and an hour from what was kept with consent.",
    "cessation.hidden_figures": "What somebody would rather not see.",
    "cessation.achievements": "It follows from what was kept with consent.",
}
"""Tables of this schema that may be written without consent to process health data, and why."""


@pytest.fixture
def references(database):
    """(table, referenced table, column, what happens) of every foreign key."""
    return database.execute(REFERENCES).fetchall()


@pytest.fixture
def tables(database):
    return {name for (name,) in database.execute(TABLES)}


def test_every_column_that_names_a_person_is_exported_or_excused(references):
    naming = {(table, column) for table, of, column, _ in references if of == "account.accounts"}
    known = {(holding.table, holding.of) for holding in EXPORTED} | NOT_EXPORTED.keys()

    assert naming - known == set(), "say in services/user_cessation/inventory.py what becomes of it"


def test_every_column_that_could_name_a_person_says_whether_it_does(database, tables):
    columns = {
        (table, column): kind
        for table, column, kind in database.execute(COLUMNS, (sorted(tables),)).fetchall()
    }
    linked = {(table, column): of for table, column, of in database.execute(LINKED).fetchall()}
    keys = set(database.execute(KEYS).fetchall())
    of_people = {
        place for place, of in linked.items() if of in ("account.accounts", "coaching.coaches")
    }
    names_of_people = {column for _, column in of_people}
    named = {
        *((holding.table, holding.of) for holding in EXPORTED),
        *((holding.table, column) for holding in EXPORTED for column in holding.without),
        *NOT_EXPORTED,
        *unlinked.PEOPLE,
    }
    things = {
        *(linked.keys() - of_people),
        *(place for place in keys if place[1] not in names_of_people),
        *(place for place in columns if place[1] in unlinked.OF_THINGS),
        *unlinked.NOBODY,
    }

    assert columns.keys() - named - things == set(), "say in services/user_cessation/unlinked.py"
    assert {*unlinked.PEOPLE, *unlinked.NOBODY} <= columns.keys(), "is there no more"
    assert not unlinked.PEOPLE.keys() & linked.keys(), "its foreign key says so"


def test_whatever_is_left_out_of_a_copy_is_there(database):
    for holding in EXPORTED:
        columns = {
            name
            for (name,) in database.execute(
                "SELECT attname FROM pg_attribute"
                " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
                (holding.table,),
            )
        }

        assert {holding.of, *holding.without} <= columns, holding.table


def test_an_account_takes_with_it_whatever_refers_to_it(references):
    stays = {
        (table, column)
        for table, of, column, on_delete in references
        if of == "account.accounts" and on_delete not in ("c", "n")
    }

    assert stays == set(), "ON DELETE CASCADE, or SET NULL where the row has to stay"


def test_every_table_goes_with_an_account_or_names_nobody(references, tables):
    going = {"account.accounts"}
    while more := {
        table
        for table, of, _, on_delete in references
        if of in going and on_delete == "c" and table not in going
    }:
        going |= more
    nameless = {table for table, _, _, on_delete in references if on_delete == "n"} - going

    assert tables - going - NAMES_NOBODY.keys() - nameless == set(), (
        "say in services/user_cessation/inventory.py how its people are forgotten"
    )
    assert KEPT.keys() <= nameless


def test_every_table_about_health_needs_consent(database, tables):
    guarded = {
        name
        for (name,) in database.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'needs_consent'"
        )
    }
    theirs = {
        name
        for (name,) in database.execute(
            "SELECT attrelid::regclass::text FROM pg_attribute WHERE attname = 'user_id'"
        )
    }

    assert guarded >= HEALTH
    missing = {name for name in tables & theirs if name.startswith("cessation.")} - guarded
    assert missing - WITHOUT_CONSENT.keys() == set(), "see account.refuse_without_consent"


def test_consent_is_needed_for_real(database):
    user_id = uuid.uuid4()
    database.execute(
        "INSERT INTO account.accounts (user_id, email, display_name, birth_date, locale)"
        " VALUES (%s, %s, 'Mai', '1990-01-01', 'en')",
        (user_id, f"{user_id}@people.example"),
    )
    database.execute(
        "INSERT INTO account.consents"
        "       (user_id, purpose, granted, text_version, text_sha256, locale, source)"
        " VALUES (%s, 'health_data', false, '1', sha256(''), 'en', 'tests')",
        (user_id,),
    )

    with pytest.raises(psycopg.Error, match="withdrew their consent") as refusal:
        database.execute(
            "INSERT INTO cessation.check_ins"
            "       (check_in_id, user_id, client_id, local_date, smoke_free)"
            " VALUES (uuidv7(), %s, uuidv7(), current_date, true)",
            (user_id,),
        )

    assert refusal.value.sqlstate == "UC001"


def test_every_collection_belongs_to_a_feature_that_can_forget(mongo_url):
    db = mongo.connect(mongo_url, f"house_{uuid.uuid4().hex[:8]}")
    indexes.apply(db)
    made = set(db.list_collection_names())
    db.client.drop_database(db.name)
    db.client.close()

    owned = [name for feature in FEATURES for name in feature.COLLECTIONS]

    assert sorted([*owned, *OURS, *NAMELESS]) == sorted(made), (
        "give the feature a module `privacy`, and name it in services/social_media/privacy"
    )
