"""What a block and a mute do between two in a cohort, who may have to stay in it together."""

import pytest

from tests.gear.asides import NO_BLOCK, RELATIONS, set_aside


def among_the_members(read, cohort):
    return read(f"/cohorts/{cohort}/members")


def on_the_board(read, cohort):
    return read(f"/cohorts/{cohort}/board")


SURFACES = {among_the_members: NO_BLOCK, on_the_board: NO_BLOCK}


@pytest.fixture
def sees_them(api, make_cohort):
    """Whether I see another of my cohort somewhere, once one of us set the other aside."""

    def look(surface, relation=None):
        cohort, (me, other, *_) = make_cohort()
        for person in (me, other):
            assert api(person, "PUT", f"/cohorts/{cohort}/board/me").status_code == 204
        if relation:
            set_aside(api, me, other, relation)

        def read(path):
            return [item["person"]["user_id"] for item in api(me, "GET", path).json["items"]]

        return str(other.user_id) in surface(read, cohort)

    return look


@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.__name__)
def test_without_either_everybody_is_there(sees_them, surface):
    assert sees_them(surface)


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.__name__)
def test_a_block_is_mutual_and_a_mute_changes_nothing(sees_them, surface, relation):
    assert sees_them(surface, relation) is SURFACES[surface][RELATIONS.index(relation)]
