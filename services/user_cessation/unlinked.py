"""Columns with ids, or with anything in them, that no foreign key explains: what is in each.

The inventory knows a person by the foreign key that names them. A column here might name one all
the same; whoever adds such a column says what is in it, or a test fails.
"""

from collections.abc import Mapping

OF_THINGS: Mapping[str, str] = {
    "client_id": "What a client calls what it sends, so that it counts once.",
    "event_id": "An event.",
    "mail_id": "The notification that goes by mail.",
    "conversation_id": "A conversation.",
    "voucher_id": "A code of an organisation.",
    "source_id": "The post, the message or the request it began with.",
    "photo_id": "A picture.",
    "upload_id": "A picture.",
    "replaces": "The meeting that was moved.",
}
"""By name: ids that are never a person's, wherever they are. A table's own key is one as well."""

PEOPLE: Mapping[tuple[str, str], str] = {
    ("account.audit_chains", "key_id"): "Whose record it is, or nobody's: `audit.forget`.",
    ("account.audit_log", "actor_id"): "Who did it: `audit.forget`.",
    ("account.audit_log", "subject_id"): "To whom: `audit.forget`.",
    ("account.audit_log", "actor_salt"): "Goes with the one it salts: `audit.forget`.",
    ("account.audit_log", "subject_salt"): "Goes with the one it salts: `audit.forget`.",
    ("coaching.appointments", "changed_by"): "The member or the coach: it goes with either.",
    ("messaging.mails", "data"): "May name one other person, by `user_id`: `mail.forget`.",
    ("messaging.outbox", "payload"): "Names people for the moment until it is published.",
    ("billing.idempotency", "body"): "What its owner was answered; it goes with them, or in a day.",
}
"""Columns that do name somebody, and how that ends."""

NOBODY: Mapping[tuple[str, str], str] = {
    ("account.audit_checks", "first_fault"): "Where a chain does not fit, and how.",
    ("account.audit_log", "detail"): "Stays for ever, so it names nobody.",
    ("billing.plans", "includes"): "What a plan has.",
    ("billing.plans", "name"): "What it is called.",
    ("billing.subscriptions", "faults"): "What we could not make sense of, as codes.",
    ("cessation.assessments", "answers"): "Answers, as codes and numbers.",
    ("cessation.assessments", "scores"): "Numbers.",
    ("cessation.cautions", "codes"): "Codes.",
    ("cessation.cravings", "activity"): "Codes.",
    ("cessation.cravings", "company"): "Codes.",
    ("cessation.cravings", "feeling"): "Codes.",
    ("cessation.cravings", "strategy"): "Codes.",
    ("cessation.hidden_figures", "figures"): "Codes.",
    ("cessation.plan_revisions", "subject_id"): "The pair or the reason that was changed.",
    ("cessation.plan_revisions", "fields"): "The owner's own words, before and after.",
    ("cessation.preparations", "told"): "Codes of whom somebody told, such as `family`.",
    ("cessation.summaries", "smoked_days"): "Days.",
    ("coaching.availability", "overrides"): "Hours.",
    ("coaching.availability", "weekly"): "Hours.",
    ("coaching.coaches", "languages"): "Codes.",
    ("coaching.coaches", "specialties"): "Codes.",
    ("coaching.session_notes", "covered"): "Codes of a checklist.",
    ("coaching.sharing", "fields"): "Codes.",
    ("content.articles", "body"): "What we publish.",
    ("content.articles", "sources"): "What we publish.",
    ("content.articles", "title"): "What we publish.",
    ("privacy.erasure_steps", "counts"): "Numbers by kind.",
    ("cessation.waves", "craving_id"): "What the wave became in the log.",
    ("statistics.follow_ups", "attempt_id"): "An attempt.",
}
"""Columns that could hold anybody, and hold nobody."""
