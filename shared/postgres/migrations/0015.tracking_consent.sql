-- depends: 0020.privacy
-- What people write down about urges, days and relapse needs their consent, whichever way it comes.

CREATE TRIGGER needs_consent BEFORE INSERT OR UPDATE ON cessation.waves
    FOR EACH ROW EXECUTE FUNCTION account.refuse_without_consent();
CREATE TRIGGER needs_consent BEFORE INSERT OR UPDATE ON cessation.journal_entries
    FOR EACH ROW EXECUTE FUNCTION account.refuse_without_consent();
CREATE TRIGGER needs_consent BEFORE INSERT ON cessation.relapse_answers
    FOR EACH ROW EXECUTE FUNCTION account.refuse_without_consent();
