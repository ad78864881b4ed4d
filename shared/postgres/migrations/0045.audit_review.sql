-- depends: 0044.stand_in
-- Whoever reviews the record reads it from its newest end, or looks for all that came from one
-- place.

CREATE INDEX audit_by_time ON account.audit_log (happened_at DESC, audit_id DESC);
CREATE INDEX audit_by_origin ON account.audit_log (ip_sha256, happened_at DESC)
    WHERE ip_sha256 IS NOT NULL;
