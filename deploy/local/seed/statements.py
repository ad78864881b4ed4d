"""The SQL that plants the demo, one statement for each table."""

ACCOUNT = """
    INSERT INTO account.accounts
           (user_id, email, display_name, birth_date, locale, role, status, created_at,
            confirmed_at)
    VALUES (%(user_id)s, %(email)s, %(display_name)s, %(birth_date)s, %(locale)s, %(role)s,
            'active', %(joined_at)s, %(joined_at)s)
"""

PROFILE = """
    INSERT INTO cessation.profiles (user_id, time_zone, country, updated_at)
    VALUES (%(user_id)s, %(time_zone)s, %(country)s, %(joined_at)s)
"""

CONSENT = """
    INSERT INTO account.consents
           (user_id, purpose, granted, text_version, text_sha256, locale, source, answered_at)
    VALUES (%(user_id)s, %(purpose)s, %(granted)s, %(text_version)s, %(text_sha256)s,
            %(locale)s, 'registration', %(answered_at)s)
"""

COACH = """
    INSERT INTO coaching.coaches (user_id, headline, languages, capacity)
    VALUES (%(user_id)s, %(headline)s, %(languages)s, 20)
"""

TOBACCO = """
    INSERT INTO cessation.tobacco_profiles
           (user_id, product, units_per_day, pack_size, minutes_to_first)
    VALUES (%(user_id)s, %(product)s, %(units_per_day)s, %(pack_size)s, %(minutes_to_first)s)
"""

PRICE = """
    INSERT INTO cessation.pack_prices (user_id, effective_from, amount_minor, currency)
    VALUES (%(user_id)s, %(effective_from)s, %(pack_price_minor)s, %(currency)s)
"""

ATTEMPT = """
    INSERT INTO cessation.quit_attempts
           (attempt_id, user_id, quit_at, created_at, ended_at, end_reason)
    VALUES (%(attempt_id)s, %(user_id)s, %(quit_at)s, %(created_at)s, %(ended_at)s,
            %(end_reason)s)
"""

ASSIGNMENT = """
    INSERT INTO coaching.assignments (assignment_id, member_id, coach_id, started_at)
    VALUES (%(assignment_id)s, %(member_id)s, %(coach_id)s, %(started_at)s)
"""

SLIP = """
    INSERT INTO cessation.slips
           (slip_id, user_id, attempt_id, client_id, smoked_at, local_date, cigarettes, trigger,
            confidence, recorded_at)
    VALUES (%(slip_id)s, %(user_id)s, %(attempt_id)s, %(client_id)s, %(smoked_at)s,
            %(local_date)s, %(cigarettes)s, %(trigger)s, %(confidence)s, %(recorded_at)s)
"""

CHECK_IN = """
    INSERT INTO cessation.check_ins
           (check_in_id, user_id, client_id, local_date, smoke_free, mood, craving, note,
            recorded_at)
    VALUES (%(check_in_id)s, %(user_id)s, %(client_id)s, %(local_date)s, %(smoke_free)s,
            %(mood)s, %(craving)s, %(note)s, %(recorded_at)s)
"""
