-- What is wrong with a stretch of the audit log's chains, for whoever checks them: by hand, or by the
-- clock every day.

CREATE FUNCTION account.audit_faults(first bigint, last bigint)
RETURNS TABLE (chain_id bigint, place bigint, what text) LANGUAGE sql STABLE AS $$
    WITH links AS (
        SELECT log AS entry,
               log.*,
               lag(log.sha256, 1, ''::bytea) OVER chain AS before_sha256,
               lag(log.place, 1, 0::bigint) OVER chain AS before_place
          FROM account.audit_log AS log
         WHERE log.chain_id BETWEEN first AND last
        WINDOW chain AS (PARTITION BY log.chain_id ORDER BY log.place)
    )
    SELECT links.chain_id, links.place, 'missing before it'
      FROM links
     WHERE links.place <> before_place + 1
        OR former_sha256 <> before_sha256
     UNION ALL
    SELECT links.chain_id, links.place, 'changed'
      FROM links
     WHERE sha256 <> account.audit_sha256(entry)
        OR actor_sha256 <> account.audit_actor(entry)
        OR subject_sha256 <> account.audit_subject(entry)
     UNION ALL
    SELECT chains.chain_id, chains.length, 'missing at the end'
      FROM account.audit_chains AS chains
      LEFT JOIN account.audit_log AS log ON log.chain_id = chains.chain_id
                                        AND log.place = chains.length
     WHERE chains.chain_id BETWEEN first AND last
       AND chains.length > 0
       AND log.sha256 IS DISTINCT FROM chains.last_sha256
$$;
