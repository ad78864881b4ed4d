-- depends: 0010.plan 0020.privacy
-- Why and how somebody quits is about their health, and is written down only as long as they agree.

CREATE TRIGGER needs_consent BEFORE INSERT OR UPDATE ON cessation.readiness_answers
    FOR EACH ROW EXECUTE FUNCTION account.refuse_without_consent();
CREATE TRIGGER needs_consent BEFORE INSERT OR UPDATE ON cessation.preparations
    FOR EACH ROW EXECUTE FUNCTION account.refuse_without_consent();
CREATE TRIGGER needs_consent BEFORE INSERT OR UPDATE ON cessation.coping_pairs
    FOR EACH ROW EXECUTE FUNCTION account.refuse_without_consent();
CREATE TRIGGER needs_consent BEFORE INSERT OR UPDATE ON cessation.reasons
    FOR EACH ROW EXECUTE FUNCTION account.refuse_without_consent();
CREATE TRIGGER needs_consent BEFORE INSERT OR UPDATE ON cessation.reason_photos
    FOR EACH ROW EXECUTE FUNCTION account.refuse_without_consent();
CREATE TRIGGER needs_consent BEFORE INSERT ON cessation.plan_revisions
    FOR EACH ROW EXECUTE FUNCTION account.refuse_without_consent();
