"""Who may do what: every endpoint against everyone who might try."""

import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest

from shared.models.consents import VERSION

ANYONE = {
    "anonymous": 401,
    "owner": 200,
    "other member": 200,
    "their coach": 200,
    "other coach": 200,
    "moderator": 200,
    "admin": 200,
}
EVERYONE = dict.fromkeys(ANYONE, 200)
NOBODY = dict.fromkeys(ANYONE, 403) | {"anonymous": 401}
CREATED = {actor: 201 if status == 200 else status for actor, status in ANYONE.items()}
DELETED = {actor: 204 if status == 200 else status for actor, status in ANYONE.items()}
COACHES = NOBODY | {"their coach": 200, "other coach": 200}
THEIR_COACH = NOBODY | {"their coach": 200, "other coach": 404}
OWNERS = dict.fromkeys(ANYONE, 404) | {"anonymous": 401, "owner": 200}
OWNERS_CREATED = OWNERS | {"owner": 201}
OWNERS_DELETED = OWNERS | {"owner": 204}
OWNERS_ELSE_INVALID = dict.fromkeys(ANYONE, 422) | {"anonymous": 401, "owner": 200}
UNTIL_ASKED = dict.fromkeys(ANYONE, 409) | {"anonymous": 401}
OWNER_HAS_SOME = ANYONE | {"owner": 409}
BY_CODE = dict.fromkeys(ANYONE, 404)
"""No sign-in, but a code nobody here has."""
ADMINS = NOBODY | {"admin": 200}
NO_STRANGER = NOBODY | {"other coach": 404}
HIDDEN = dict.fromkeys(ANYONE, 404) | {"anonymous": 401}
WRITERS = COACHES | {"admin": 200}
ADDRESS_TAKEN = {actor: 409 if status == 200 else status for actor, status in WRITERS.items()}
ITS_WRITER = WRITERS | {"other coach": 404}
NO_SUCH_STEP = NOBODY | {"their coach": 409, "other coach": 404, "admin": 409}
BOTH = HIDDEN | {"owner": 200, "their coach": 200}
NOT_THEN = HIDDEN | {"owner": 409, "their coach": 409}
COACHING = ("their coach", "other coach")
WRITES = NOBODY | {"their coach": 201, "other coach": 404}
UNWRITTEN = NOBODY | dict.fromkeys(COACHING, 404)
"""There is no note yet to add to."""
TAKEN = dict.fromkeys(ANYONE, 409) | {"anonymous": 401, "owner": 403}
"""Nobody can be met at that time; the owner has used what is free."""

NOW = datetime.now(UTC)
TOBACCO = {"product": "vape", "units_per_day": 5, "pack_size": 1}
PRICE = {"price": {"amount_minor": 900, "currency": "EUR"}}
CHECK_IN = {"client_id": str(uuid.uuid4()), "smoke_free": True}
SLIP = {"client_id": str(uuid.uuid4()), "smoked_at": NOW.isoformat(), "cigarettes": 1}

CRAVING = {"client_id": str(uuid.uuid4()), "intensity": 5, "smoked": True, "cigarettes": 1}
HSI = {
    "client_id": str(uuid.uuid4()),
    "instrument": "HSI",
    "answers": {"minutes_to_first": 5, "cigarettes_per_day": 31},
}
CRISIS_STAFF = NOBODY | {"their coach": 200, "other coach": 200, "admin": 200}
CRISIS_STAFF_DONE = NOBODY | {"their coach": 204, "other coach": 204, "admin": 204}
CASE_OPENERS = NOBODY | {"their coach": 201, "admin": 201}
ADMINS_FIND_NOTHING = NOBODY | {"admin": 404}
IN_AN_HOUR = (NOW + timedelta(hours=1)).isoformat()
NEW_CASE = {"client_id": str(uuid.uuid4()), "user_id": "{owner}", "level": "urgent"}
CASE_NOTE = {"client_id": str(uuid.uuid4()), "text": "He rang."}
CASE_REPLY = {"client_id": str(uuid.uuid4()), "template": "we_read_it"}
CONSENT = {"purpose": "research", "granted": True, "text_version": VERSION, "locale": "en"}
PAIR = {"trigger": "After lunch", "response": "I walk round the block"}
CUT_DOWN = {"mode": "linear", "ends_on": (NOW + timedelta(days=20)).date().isoformat()}
COURSE = {"label_code": "us-gum-4", "started_on": NOW.date().isoformat()}
USE = {"client_id": str(uuid.uuid4()), "product": "gum", "amount": 2}
SPENDING = {
    "client_id": str(uuid.uuid4()),
    "product": "gum",
    "paid": {"amount_minor": 4550, "currency": "EUR"},
}
READING = {"client_id": str(uuid.uuid4()), "ppm": 3}
COACH_PROFILE = {
    "headline": "",
    "languages": ["en"],
    "specialties": [],
    "time_zone": "UTC",
    "capacity": 20,
    "reply_within_hours": 24,
}
TOMORROW = (NOW + timedelta(days=1)).isoformat()
LEAVE = {
    "client_id": str(uuid.uuid4()),
    "starts_at": TOMORROW,
    "ends_at": (NOW + timedelta(days=2)).isoformat(),
}
BOOKING = {"client_id": str(uuid.uuid4()), "kind": "pre_quit", "starts_at": TOMORROW}
NOTE = {"text": "We set the date."}
ADDED = {"client_id": str(uuid.uuid4()), "text": "It was Monday."}
EVENING = {
    "client_id": str(uuid.uuid4()),
    "title": "Evenings without",
    "language": "en",
    "starts_at": (NOW + timedelta(days=20)).isoformat(),
    "minutes": 60,
    "seats": 9,
}
MOVED = {"client_id": str(uuid.uuid4()), "starts_at": TOMORROW}
WAVE = {"client_id": str(uuid.uuid4()), "intensity": 5}
OUTCOME = {"intensity_after": 1, "smoked": False}
DONE = {"client_id": str(uuid.uuid4())}
ENTRY = {"client_id": str(uuid.uuid4()), "text": "A good day"}
GOAL = {"name": "Bike", "target": {"amount_minor": 500, "currency": "EUR"}}
ARTICLE = {
    "slug": "a-walk",
    "title": {"en": "Letting it pass", "vi": "Để nó qua đi"},
    "body": {"en": "It falls again.", "vi": "Nó lại xuống."},
}
SPAN = "since=2026-01-01&until=2026-01-31"
EXCLUSION = {"reason": "untraceable", "since": "2026-01-01"}
GO_ON = {"asked_about": "2026-01-01"}

ENDPOINTS = [
    ("GET", "/users/me", None, ANYONE),
    ("PATCH", "/users/me", {"display_name": "New"}, ANYONE),
    ("GET", "/profile", None, ANYONE),
    ("PUT", "/profile", {"time_zone": "UTC", "country": "VN"}, ANYONE),
    ("GET", "/profile/tobacco", None, ANYONE),
    ("PUT", "/profile/tobacco", TOBACCO, ANYONE),
    ("GET", "/profile/prices", None, ANYONE),
    ("POST", "/profile/prices", PRICE, CREATED),
    ("GET", "/quit-plan", None, ANYONE),
    ("PUT", "/quit-plan", {"quit_at": NOW.isoformat()}, ANYONE),
    ("POST", "/quit-plan/keep-going", {"client_id": str(uuid.uuid4())}, ANYONE),
    ("POST", "/quit-plan/end", {"reason": "stopped"}, ANYONE),
    ("GET", "/quit-plan/attempts", None, ANYONE),
    ("GET", "/quit-plan/revisions", None, ANYONE),
    ("GET", "/quit-plan/follow-ups", None, ANYONE),
    ("GET", "/quit-plan/calendar", None, ANYONE),
    ("GET", "/quit-plan/checklist", None, ANYONE),
    ("PUT", "/quit-plan/checklist", {"told": ["family"]}, ANYONE),
    ("GET", "/quit-plan/coping-pairs", None, ANYONE),
    ("POST", "/quit-plan/coping-pairs", PAIR | {"client_id": str(uuid.uuid4())}, CREATED),
    ("PUT", "/quit-plan/coping-pairs/order", {"pair_ids": []}, OWNER_HAS_SOME),
    ("PUT", "/quit-plan/coping-pairs/{pair}", PAIR, OWNERS),
    ("DELETE", "/quit-plan/coping-pairs/{pair}", None, OWNERS_DELETED),
    ("GET", "/quit-plan/reasons", None, ANYONE),
    ("POST", "/quit-plan/reasons", {"client_id": str(uuid.uuid4()), "words": "Air"}, CREATED),
    ("PUT", "/quit-plan/reasons/photo", {"upload_id": "{photo}"}, OWNERS_ELSE_INVALID),
    ("DELETE", "/quit-plan/reasons/photo", None, DELETED),
    ("PUT", "/quit-plan/reasons/{reason}", {"words": "Breath"}, OWNERS),
    ("DELETE", "/quit-plan/reasons/{reason}", None, OWNERS_DELETED),
    ("GET", "/quit-plan/cut-down", None, OWNERS),
    ("PUT", "/quit-plan/cut-down", CUT_DOWN, ANYONE),
    ("DELETE", "/quit-plan/cut-down", None, DELETED),
    ("GET", "/medication/cautions", None, ANYONE),
    ("PUT", "/medication/cautions", {"codes": ["skin"]}, ANYONE),
    ("GET", "/medication/nicotine-replacement", None, ANYONE),
    ("GET", "/medication/courses", None, ANYONE),
    ("PUT", "/medication/courses/{product}", COURSE, UNTIL_ASKED),
    ("DELETE", "/medication/courses/{product}", None, DELETED),
    ("GET", "/medication/uses", None, ANYONE),
    ("POST", "/medication/uses", USE, CREATED),
    ("GET", "/medication/days", None, ANYONE),
    ("GET", "/medication/spendings", None, ANYONE),
    ("POST", "/medication/spendings", SPENDING, CREATED),
    ("DELETE", "/medication/spendings/{spending}", None, OWNERS_DELETED),
    ("GET", "/assessments/due", None, ANYONE),
    ("GET", "/readiness", None, ANYONE),
    ("POST", "/readiness", {"client_id": str(uuid.uuid4()), "ready": True}, CREATED),
    ("GET", "/readiness/cards", None, ANYONE),
    ("GET", "/check-ins", None, ANYONE),
    ("POST", "/check-ins", CHECK_IN, CREATED),
    ("GET", "/slips", None, ANYONE),
    ("POST", "/slips", SLIP, CREATED),
    ("PUT", "/slips/{slip}", {"cigarettes": 2}, OWNERS),
    ("DELETE", "/slips/{slip}", None, OWNERS_DELETED),
    ("GET", "/relapse", None, ANYONE),
    ("POST", "/relapse/go-on", GO_ON, ANYONE),
    ("GET", "/sos", None, ANYONE),
    ("GET", "/waves", None, ANYONE),
    ("POST", "/waves", WAVE, CREATED),
    ("GET", "/waves/{wave}", None, OWNERS),
    ("POST", "/waves/{wave}/outcome", OUTCOME, OWNERS_CREATED),
    ("GET", "/lessons", None, ANYONE),
    ("PUT", "/lessons/{lesson}/done", None, CREATED),
    ("GET", "/missions", None, ANYONE),
    ("PUT", "/missions/{mission}/done", DONE, CREATED),
    ("GET", "/journal", None, ANYONE),
    ("POST", "/journal", ENTRY, CREATED),
    ("GET", "/journal/{entry}", None, OWNERS),
    ("PUT", "/journal/{entry}", {"text": "Better"}, OWNERS),
    ("DELETE", "/journal/{entry}", None, OWNERS_DELETED),
    ("GET", "/progress/hidden", None, ANYONE),
    ("PUT", "/progress/hidden", {"figures": ["life_regained"]}, ANYONE),
    ("GET", "/savings-goals", None, ANYONE),
    ("POST", "/savings-goals", {**GOAL, **DONE}, CREATED),
    ("PUT", "/savings-goals/{goal}", GOAL, OWNERS),
    ("DELETE", "/savings-goals/{goal}", None, OWNERS_DELETED),
    ("GET", "/cravings", None, ANYONE),
    ("POST", "/cravings", CRAVING, CREATED),
    ("GET", "/insights/cravings", None, ANYONE),
    ("GET", "/insights/nudge", None, ANYONE),
    ("PUT", "/insights/nudge", {"enabled": True}, ANYONE),
    ("GET", "/insights/charts", None, ANYONE),
    ("GET", "/progress", None, ANYONE),
    ("GET", "/milestones", None, ANYONE),
    ("GET", "/achievements", None, ANYONE),
    ("GET", "/assessments/instruments", None, ANYONE),
    ("GET", "/assessments", None, ANYONE),
    ("POST", "/assessments", HSI, CREATED),
    ("GET", "/insights/withdrawal", None, ANYONE),
    ("GET", "/co-readings", None, ANYONE),
    ("POST", "/co-readings", READING, CREATED),
    ("GET", "/help-lines?country=VN", None, EVERYONE),
    ("GET", "/crisis/templates", None, ANYONE),
    ("GET", "/crisis/on-call", None, CRISIS_STAFF),
    # A coach who is not on call may not; what those who are may do has tests of its own.
    ("GET", "/crisis/cases", None, ADMINS),
    ("POST", "/crisis/cases", NEW_CASE, CASE_OPENERS),
    ("GET", "/crisis/cases/{case}", None, ADMINS_FIND_NOTHING),
    ("POST", "/crisis/cases/{case}/claim", None, ADMINS_FIND_NOTHING),
    ("POST", "/crisis/cases/{case}/notes", CASE_NOTE, ADMINS_FIND_NOTHING),
    ("POST", "/crisis/cases/{case}/replies", CASE_REPLY, ADMINS_FIND_NOTHING),
    ("POST", "/crisis/cases/{case}/close", {"outcome": "safe"}, ADMINS_FIND_NOTHING),
    ("PUT", "/crisis/on-call", {"until": IN_AN_HOUR}, CRISIS_STAFF_DONE),
    ("DELETE", "/crisis/on-call", None, CRISIS_STAFF_DONE),
    ("GET", "/privacy/consents", None, ANYONE),
    ("POST", "/privacy/consents", CONSENT, ANYONE),
    ("GET", "/privacy/consents/history", None, ANYONE),
    ("GET", "/privacy/access-log", None, ANYONE),
    ("GET", "/privacy/exports", None, ANYONE),
    # Nobody has just signed in, here: what they may do then has tests of its own.
    ("POST", "/privacy/exports", None, NOBODY),
    ("POST", "/privacy/exports/{export}/link", None, NOBODY),
    ("POST", "/privacy/erasure", {"posts": "anonymise"}, NOBODY),
    ("POST", "/privacy/erasure/undo", {"code": "a" * 32}, BY_CODE),
    ("POST", "/privacy/erasure/certificate", {"code": "a" * 32}, BY_CODE),
    ("GET", "/coaches", None, ANYONE),
    ("GET", "/coaches/matches", None, ANYONE),
    ("GET", "/coaches/{coach}", None, ANYONE),
    ("GET", "/coaches/{coach}/slots?first=2026-03-01&last=2026-03-02", None, ANYONE),
    ("GET", "/coaching/profile", None, COACHES),
    ("PUT", "/coaching/profile", COACH_PROFILE, COACHES),
    ("GET", "/coaching/availability", None, COACHES),
    ("PUT", "/coaching/availability", {"weekly": []}, COACHES),
    ("GET", "/coaching/leaves", None, COACHES),
    ("POST", "/coaching/leaves", LEAVE, NOBODY | {"their coach": 201, "other coach": 201}),
    ("DELETE", "/coaching/leaves/{leave}", None, NO_STRANGER | {"their coach": 204}),
    ("GET", "/coaching/appointments", None, ANYONE),
    ("POST", "/coaching/appointments", BOOKING, TAKEN),
    ("GET", "/coaching/appointments/{appointment}", None, BOTH),
    ("PATCH", "/coaching/appointments/{appointment}", {"move": "start"}, NOT_THEN | {"owner": 403}),
    ("POST", "/coaching/appointments/{appointment}/reschedule", MOVED, NOT_THEN),
    ("GET", "/coaching/appointments/{appointment}/notes", None, BOTH),
    ("PUT", "/coaching/appointments/{appointment}/notes/{note_kind}", NOTE, WRITES),
    ("POST", "/coaching/appointments/{appointment}/notes/{note_kind}/addenda", ADDED, UNWRITTEN),
    ("PUT", "/coaching/appointments/{appointment}/rating", {"stars": 5}, HIDDEN),
    ("GET", "/coaches/{coach}/statistics", None, ANYONE),
    ("GET", "/coaching/session-templates", None, ANYONE),
    ("GET", "/coaching/group-sessions", None, ANYONE),
    ("POST", "/coaching/hosted-sessions", EVENING, NOBODY | dict.fromkeys(COACHING, 201)),
    ("DELETE", "/coaching/hosted-sessions/{session}", None, NO_STRANGER | {"their coach": 204}),
    ("PUT", "/coaching/group-sessions/{session}/seat", None, ANYONE | {"their coach": 409}),
    ("DELETE", "/coaching/group-sessions/{session}/seat", None, DELETED),
    ("GET", "/coaching/sharing", None, ANYONE),
    ("PUT", "/coaching/sharing", {"fields": []}, ANYONE),
    ("GET", "/coaching/attention", None, COACHES),
    ("GET", "/coaching/members/{owner}/check-ins", None, THEIR_COACH),
    ("GET", "/coaching/members/{owner}/cravings", None, THEIR_COACH),
    ("GET", "/coaching/members/{owner}/assessments", None, THEIR_COACH),
    ("GET", "/coaching/members/{owner}/withdrawal", None, THEIR_COACH),
    ("GET", "/support/overdue-replies", None, ADMINS),
    ("POST", "/support/overdue-replies/{overdue}/close", None, NOBODY | {"admin": 204}),
    ("PUT", "/support/members/{owner}/exclusion", EXCLUSION, ADMINS),
    ("DELETE", "/support/members/{owner}/exclusion", None, NOBODY | {"admin": 204}),
    ("GET", "/coaching/coach", None, ANYONE),
    ("PUT", "/coaching/coach", {"coach_id": "{free coach}"}, ANYONE),
    ("DELETE", "/coaching/coach", None, DELETED),
    ("GET", "/coaching/members", None, COACHES),
    ("GET", "/coaching/members/{owner}/progress", None, THEIR_COACH),
    ("GET", "/coaching/members/{owner}/plan-revisions", None, THEIR_COACH),
    ("GET", "/coaching/members/{owner}/journal", None, THEIR_COACH),
    ("GET", "/coaching/members/{owner}/co-readings", None, THEIR_COACH),
    ("PUT", "/coaching/members/{owner}/co-readings/{reading}/verification", None, THEIR_COACH),
    ("DELETE", "/coaching/members/{owner}/co-readings/{reading}/verification", None, THEIR_COACH),
    ("GET", "/reminders", None, ANYONE),
    ("PUT", "/reminders/{kind}", {"enabled": True, "local_time": "08:00"}, ANYONE),
    ("GET", "/programme", None, ANYONE),
    ("GET", "/insights/outcomes", None, ANYONE),
    ("GET", "/outcomes", None, EVERYONE),
    ("GET", "/articles", None, EVERYONE),
    ("GET", "/articles/{slug}", None, EVERYONE),
    ("GET", "/editorial/articles", None, WRITERS),
    ("POST", "/editorial/articles", ARTICLE | {"slug": "{slug}"}, ADDRESS_TAKEN),
    ("GET", "/editorial/articles/{article}", None, ITS_WRITER),
    ("PUT", "/editorial/articles/{article}", ARTICLE, ITS_WRITER),
    ("PUT", "/editorial/articles/{article}/state", {"state": "archived"}, NO_SUCH_STEP),
    ("GET", f"/admin/statistics/outcomes?{SPAN}", None, ADMINS),
    ("GET", f"/admin/statistics/outcome-export?{SPAN}", None, ADMINS),
    ("GET", "/admin/organisations", None, ADMINS),
    ("GET", f"/admin/statistics/registrations?{SPAN}", None, ADMINS),
    ("GET", f"/admin/statistics/retention?{SPAN}", None, ADMINS),
    ("GET", f"/admin/statistics/engagement?{SPAN}", None, ADMINS),
    ("GET", "/admin/users", None, ADMINS),
    ("GET", "/admin/users/{owner}", None, ADMINS),
    ("PATCH", "/admin/users/{owner}", {"role": "coach"}, ADMINS),
    ("GET", "/admin/audit-log", None, ADMINS),
    ("GET", "/admin/audit-log/checks", None, ADMINS),
    ("GET", "/support/mails", None, ADMINS),
    ("POST", "/support/mails/{mail}/retry", None, NOBODY | {"admin": 404}),
]
IDS = [f"{method} {path}" for method, path, _, _ in ENDPOINTS]
GUARDED = [each for each in ENDPOINTS if each[3] not in (EVERYONE, BY_CODE)]
GUARDED_IDS = [f"{method} {path}" for method, path, _, _ in GUARDED]
OWN_TABLES = {
    "account.accounts": "user_id",
    "cessation.profiles": "user_id",
    "cessation.tobacco_profiles": "user_id",
    "cessation.pack_prices": "user_id",
    "cessation.quit_attempts": "user_id",
    "cessation.check_ins": "user_id",
    "cessation.slips": "user_id",
    "cessation.cravings": "user_id",
    "cessation.assessments": "user_id",
    "cessation.co_readings": "user_id",
    "cessation.achievements": "user_id",
    "cessation.waves": "user_id",
    "cessation.lessons_done": "user_id",
    "cessation.missions_done": "user_id",
    "cessation.journal_entries": "user_id",
    "cessation.savings_goals": "user_id",
    "cessation.relapse_answers": "user_id",
    "cessation.summaries": "user_id",
    "account.consents": "user_id",
    "cessation.readiness_answers": "user_id",
    "cessation.follow_ups": "user_id",
    "cessation.preparations": "user_id",
    "cessation.coping_pairs": "user_id",
    "cessation.reasons": "user_id",
    "cessation.reason_photos": "user_id",
    "cessation.plan_revisions": "user_id",
    "cessation.cut_downs": "user_id",
    "cessation.cautions": "user_id",
    "cessation.nrt_courses": "user_id",
    "cessation.nrt_uses": "user_id",
    "cessation.nrt_spendings": "user_id",
    "cessation.craving_places": "user_id",
    "cessation.hidden_figures": "user_id",
    "cessation.nudges": "user_id",
    "schedule.reminders": "user_id",
    "statistics.exclusions": "user_id",
    "coaching.assignments": "member_id",
    "coaching.appointments": "member_id",
    "coaching.sharing": "member_id",
    "coaching.seats": "member_id",
}
WHOLE_TABLES = (
    "coaching.coaches",
    "coaching.availability",
    "coaching.leaves",
    "coaching.group_sessions",
    "coaching.session_notes",
    "coaching.overdue_replies",
    *("coaching.coaches", "coaching.availability", "coaching.leaves"),
    "content.articles",
)


@pytest.fixture
def people(make_member, make_coach, make_admin):
    """Everyone who might try, all of them with something of their own to read."""
    free = make_coach()
    own = {
        "quit_at": NOW - timedelta(days=9),
        "units_per_day": "10",
        "price": 700,
        "coach": free,
    }
    theirs = make_coach(**own)
    return {
        "anonymous": None,
        "owner": make_member(**own | {"coach": theirs}),
        "other member": make_member(**own),
        "their coach": theirs,
        "other coach": make_coach(**own),
        "moderator": make_member(role="moderator", **own),
        "admin": make_admin(**own),
        "free coach": free,
    }


@pytest.fixture
def things(api, people, make_photo, make_appointment, make_article, database):
    """What the owner has that others may try for, by the name it has in a path or a body."""
    new = {"client_id": str(uuid.uuid4())}
    pair = api(people["owner"], "POST", "/quit-plan/coping-pairs", PAIR | new).json
    api(people["owner"], "PUT", "/quit-plan/cut-down", CUT_DOWN)
    reason = api(people["owner"], "POST", "/quit-plan/reasons", {"words": "Air"} | new).json
    [(leave,)] = database.execute(
        """
        INSERT INTO coaching.leaves (leave_id, coach_id, client_id, starts_at, ends_at, created_at)
        SELECT uuidv7(), %s, uuidv7(), now() + interval '40 days', now() + interval '41 days', now()
        RETURNING leave_id
        """,
        (people["their coach"],),
    ).fetchall()
    slip = api(people["owner"], "POST", "/slips", SLIP | new).json
    entry = api(people["owner"], "POST", "/journal", ENTRY | new).json
    goal = api(people["owner"], "POST", "/savings-goals", GOAL | new).json
    spending = api(people["owner"], "POST", "/medication/spendings", SPENDING | new).json
    reading = api(people["owner"], "POST", "/co-readings", READING | new).json
    wave = api(people["owner"], "POST", "/waves", WAVE | new).json
    [(session,)] = database.execute(
        """
        INSERT INTO coaching.group_sessions
               (session_id, coach_id, client_id, title, language, starts_at, ends_at, seats,
                created_at)
        SELECT uuidv7(), %s, uuidv7(), 'Evening', 'en', now() + interval '10 days',
               now() + interval '10 days 1 hour', 20, now()
        RETURNING session_id
        """,
        (people["their coach"],),
    ).fetchall()
    [(overdue,)] = database.execute(
        """
        INSERT INTO coaching.overdue_replies
               (overdue_id, conversation_id, member_id, coach_id, waiting_since, recorded_at)
        SELECT uuidv7(), uuidv7(), %s, %s, now() - interval '30 hours', now()
        RETURNING overdue_id
        """,
        (people["owner"], people["their coach"]),
    ).fetchall()
    database.execute(
        "INSERT INTO statistics.exclusions (user_id, reason, since, recorded_at)"
        " VALUES (%s, 'died', '2026-01-01', now())",
        (people["owner"],),
    )
    return {
        "{slip}": slip["slip_id"],
        "{entry}": entry["entry_id"],
        "{goal}": goal["goal_id"],
        "{spending}": spending["spending_id"],
        "{reading}": reading["reading_id"],
        "{wave}": wave["client_id"],
        "{lesson}": "the_wave",
        "{mission}": "last_ashtray",
        "{owner}": people["owner"],
        "{export}": uuid.uuid4(),
        "{case}": uuid.uuid4(),
        "{free coach}": people["free coach"],
        "{pair}": pair["pair_id"],
        "{reason}": reason["reason_id"],
        "{product}": "gum",
        "{photo}": make_photo(people["owner"]),
        "{coach}": people["free coach"],
        "{appointment}": make_appointment(
            people["owner"], people["their coach"], starts_at=NOW + timedelta(days=30)
        ),
        "{leave}": leave,
        "{mail}": uuid.uuid4(),
        "{session}": session,
        "{overdue}": overdue,
        "{note_kind}": "shared",
        "{kind}": "check_in",
        "{slug}": make_article(people["their coach"], "published").slug,
        "{article}": make_article(people["their coach"], "draft").article_id,
    }


@pytest.fixture
def everything(rows):
    """All there is, to see that nothing changed."""

    def look():
        return {
            table: rows(table)
            for table in (*OWN_TABLES, *WHOLE_TABLES, "account.audit_log", "messaging.outbox")
        }

    return look


@pytest.fixture
def call(api, people, things):
    """Call an endpoint as one of the people, about the owner and what is theirs."""

    def as_actor(actor, method, path, body):
        filled = body and {
            name: str(things[value]) if isinstance(value, str) and value in things else value
            for name, value in body.items()
        }
        for name, value in things.items():
            path = path.replace(name, str(value))
        return api(people[actor], method, path, filled)

    return as_actor


@pytest.mark.parametrize(("method", "path", "body", "allowed"), GUARDED, ids=GUARDED_IDS)
def test_who_is_refused_leaves_nothing_behind(call, everything, method, path, body, allowed):
    refused = {actor: status for actor, status in allowed.items() if status > 400}
    before = everything()

    replies = {actor: call(actor, method, path, body) for actor in refused}

    assert {actor: reply.status_code for actor, reply in replies.items()} == refused
    assert {reply.mimetype for reply in replies.values()} == {"application/problem+json"}
    assert replies["anonymous"].headers["WWW-Authenticate"] == "Bearer"
    assert everything() == before


@pytest.mark.parametrize(("method", "path", "body", "allowed"), ENDPOINTS, ids=IDS)
def test_who_is_allowed_touches_only_what_is_theirs(
    call, people, rows, method, path, body, allowed
):
    admitted = {actor: status for actor, status in allowed.items() if status < 400}
    bystander = people["owner"]

    def of_bystander():
        return {table: rows(table, **{column: bystander}) for table, column in OWN_TABLES.items()}

    before = of_bystander()
    statuses = {
        actor: call(actor, method, path, body).status_code for actor in admitted if actor != "owner"
    }
    after = of_bystander()

    assert statuses == {k: status for k, status in admitted.items() if k != "owner"}
    assert after == before or "{owner}" in path
    if "owner" in admitted:
        assert call("owner", method, path, body).status_code == admitted["owner"]


def test_every_endpoint_is_in_the_table(app):
    owner = {"member_id": "{owner}", "user_id": "{owner}", "client_id": "{wave}"}

    def placeholder(parameter):
        name = parameter[1]
        return owner.get(name, f"{{{name.removesuffix('_id')}}}")

    served = {
        (method, re.sub(r"<(?:\w+:)?(\w+)>", placeholder, rule.rule))
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }

    listed = {(method, f"/api/v1{path.partition('?')[0]}") for method, path, _, _ in ENDPOINTS}

    assert served == listed | {("GET", "/healthz"), ("GET", "/readyz")}
