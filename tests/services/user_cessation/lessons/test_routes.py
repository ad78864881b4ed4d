"""Lessons: all of them in both languages, and done when they were first done."""

from services.user_cessation.lessons.rules import LESSONS


def test_there_are_eight_to_fourteen_short_lessons_in_both_languages():
    assert 8 <= len({lesson.code for lesson in LESSONS}) == len(LESSONS) <= 14
    for lesson in LESSONS:
        for words in (lesson.title, lesson.words, lesson.practice):
            assert words.en.strip()
            assert words.vi.strip()
            assert words.en != words.vi
            assert len(words.en.split()) < 90


def test_a_lesson_is_done_when_it_was_first_done(api, make_member, at_once):
    member, other = make_member(), make_member()

    replies = at_once([lambda: api(member, "PUT", "/lessons/make_room/done")] * 5)

    assert sorted(reply.status_code for reply in replies) == [200] * 4 + [201]
    assert len({reply.json["done_at"] for reply in replies}) == 1
    mine = api(member, "GET", "/lessons").json
    assert mine["done"] == 1
    assert [each["code"] for each in mine["items"]] == [lesson.code for lesson in LESSONS]
    done = {each["code"] for each in mine["items"] if each["done_at"]}
    assert done == {"make_room"}
    assert api(other, "GET", "/lessons").json["done"] == 0


def test_there_is_no_lesson_of_another_name(api, make_member, rows):
    member = make_member()

    reply = api(member, "PUT", "/lessons/hypnosis/done")

    assert reply.status_code == 404
    assert rows("cessation.lessons_done", user_id=member) == []
