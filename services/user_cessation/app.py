"""The service, put together: people and profiles, quitting, health, progress and coaching."""

import psycopg
from aws_lambda_powertools import Logger
from flask import Flask
from flask.typing import ResponseReturnValue
from flask_openapi3.openapi import OpenAPI

from services.user_cessation import db
from services.user_cessation.accesslog.routes import accesslog
from services.user_cessation.accounts.models import STAFF_SECOND_FACTOR
from services.user_cessation.accounts.routes import admin, me
from services.user_cessation.achievements.routes import achievements
from services.user_cessation.appointments.routes import appointments
from services.user_cessation.articles.routes import articles, editorial
from services.user_cessation.assessment.models import FTCD_ENABLED
from services.user_cessation.assessment.routes import assessment
from services.user_cessation.attention.routes import attention
from services.user_cessation.auditing.routes import auditing
from services.user_cessation.availability.routes import availability, slots
from services.user_cessation.charts.routes import charts
from services.user_cessation.checkins.routes import checkins
from services.user_cessation.checklist.routes import checklist
from services.user_cessation.coach_profiles.routes import coach_profile, directory
from services.user_cessation.coach_ratings.routes import coach_ratings
from services.user_cessation.coaching.routes import coaching
from services.user_cessation.consents.routes import consents
from services.user_cessation.coping.routes import coping
from services.user_cessation.cravings.routes import cravings
from services.user_cessation.crisis.routes import crisis, crisis_words
from services.user_cessation.cutdown.routes import cut_down
from services.user_cessation.due.routes import due
from services.user_cessation.erasure.routes import erasure, erasure_by_code
from services.user_cessation.exclusions.routes import exclusions
from services.user_cessation.exporting.routes import exporting
from services.user_cessation.followups.routes import follow_ups
from services.user_cessation.goals.routes import goals
from services.user_cessation.group_sessions.routes import group_sessions, hosting
from services.user_cessation.helplines.routes import helplines
from services.user_cessation.journal.routes import journal, shared_journal
from services.user_cessation.leaves.routes import leaves
from services.user_cessation.lessons.routes import lessons
from services.user_cessation.mail.routes import mails
from services.user_cessation.medication.routes import medication
from services.user_cessation.members.records import records
from services.user_cessation.members.routes import members
from services.user_cessation.missions.routes import missions
from services.user_cessation.nudges.routes import nudges
from services.user_cessation.organisations.routes import organisations
from services.user_cessation.outcomes.routes import member_readings, readings
from services.user_cessation.overdue_replies.routes import overdue_replies
from services.user_cessation.plan.routes import plan
from services.user_cessation.profile.routes import profile
from services.user_cessation.programme.routes import programme
from services.user_cessation.progress.models import MINUTES_PER_CIGARETTE
from services.user_cessation.progress.routes import progress
from services.user_cessation.public_outcomes.routes import public_outcomes
from services.user_cessation.readiness.routes import readiness
from services.user_cessation.reasons.routes import reasons
from services.user_cessation.relapse.routes import relapse
from services.user_cessation.reminders.routes import reminders
from services.user_cessation.replacement.routes import replacement
from services.user_cessation.revisions.routes import members_revisions, revisions
from services.user_cessation.session_notes.routes import note_taking, session_notes
from services.user_cessation.session_templates.routes import session_templates
from services.user_cessation.settings import CessationSettings
from services.user_cessation.sharing.routes import sharing
from services.user_cessation.slips.routes import slips
from services.user_cessation.spending.routes import spending
from services.user_cessation.statistics.routes import honesty, statistics
from services.user_cessation.timeline.routes import timeline
from services.user_cessation.waves.routes import waves
from shared.auth import guard
from shared.auth.authenticator import Authenticator
from shared.auth.tokens import verifier_for
from shared.health import health_blueprint
from shared.models.problem import Forbidden, Problem, Unavailable
from shared.observability.logs import logger
from shared.origin import trace_origins
from shared.postgres.pool import PatientConnection, open_pool
from shared.postgres.standing import standing_of
from shared.web import create_openapi_app, problem_response

NAME = "user-cessation"

WITHOUT_CONSENT = "UC001"
"""How `account.refuse_without_consent` says so."""

FEATURES = (
    *(me, admin, profile, plan, checkins, slips, cravings, progress, timeline, achievements),
    *(assessment, readings, coaching, members, helplines),
    *(consents, accesslog, erasure, erasure_by_code, exporting, crisis, crisis_words),
    *(
        statistics,
        honesty,
        public_outcomes,
        exclusions,
        organisations,
        auditing,
        articles,
        editorial,
    ),
    *(readiness, follow_ups, checklist, coping, reasons, revisions, members_revisions),
    *(reminders, programme, mails),
    *(cut_down, medication, replacement, spending, due),
    *(waves, nudges, lessons, missions, journal, shared_journal, goals, relapse),
    *(member_readings, charts),
    *(directory, coach_profile, slots, availability, leaves, appointments, coach_ratings),
    *(group_sessions, hosting, session_templates, session_notes, note_taking),
    *(sharing, records, attention, overdue_replies),
)


def create_app(
    settings: CessationSettings, connection_class: type[PatientConnection] = PatientConnection
) -> OpenAPI:
    """`connection_class` decides how a request waits for PostgreSQL; see `shared.serving`."""
    log = logger(NAME)
    app = create_openapi_app(NAME, title="Unlit: quitting", logger=log, debug=settings.debug)
    app.config[MINUTES_PER_CIGARETTE] = settings.minutes_per_cigarette
    app.config[STAFF_SECOND_FACTOR] = settings.staff_second_factor
    app.config[FTCD_ENABLED] = settings.ftcd_enabled

    pool = open_pool(
        settings.postgres_dsn,
        application=NAME,
        size=settings.postgres_pool_size,
        autocommit=True,
        connection_class=connection_class,
    )
    app.extensions[db.EXTENSION] = pool
    app.extensions["close"] = [pool.close]
    _answer_for_postgres(app, log)

    app.extensions[guard.EXTENSION] = Authenticator(
        verifier_for(settings), standing_of(db.autocommit)
    )

    trace_origins(app, settings.pepper)

    app.register_blueprint(health_blueprint({"postgres": db.answers(settings.postgres_dsn)}))
    for feature in FEATURES:
        app.register_api(feature)
    return app


def _answer_for_postgres(app: Flask, log: Logger) -> None:
    """Say 503 when PostgreSQL is gone, busy, too slow, or had to break a deadlock.

    And 403 when it is asked to keep what somebody no longer lets us keep.
    """

    @app.errorhandler(psycopg.OperationalError)
    def on_silence(error: psycopg.OperationalError) -> ResponseReturnValue:
        log.warning("postgres gave no answer", error=type(error).__name__)
        again = isinstance(
            error, psycopg.errors.SerializationFailure | psycopg.errors.DeadlockDetected
        )
        return problem_response(Unavailable(retry_after=1 if again else 5))

    @app.errorhandler(psycopg.DatabaseError)
    def on_refusal(error: psycopg.DatabaseError) -> ResponseReturnValue:
        if error.sqlstate == WITHOUT_CONSENT:
            return problem_response(
                Forbidden(
                    "You withdrew your consent to keep this; give it again first.",
                    code="consent_withdrawn",
                )
            )
        log.exception("unhandled error", error=type(error).__name__)
        return problem_response(Problem())
