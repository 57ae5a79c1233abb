-- The servers that work on this database: each has a row that it renews. Whoever holds steps and has none tells nothing of itself.
SELECT json_build_object(
    'name', s.name, 'state', s.state, 'since', s.since, 'seen_at', s.seen_at, 'release', s.release, 'schema_number', s.schema_number,
    'steps', (SELECT count(*) FROM step h WHERE h.status = 'running' AND h.owner = s.name))::text
  FROM (SELECT name, CASE WHEN lease_until >= :now THEN 'here' ELSE 'silent' END AS state, since, seen_at, release, schema_number
          FROM instance
         UNION ALL
        SELECT DISTINCT h.owner, 'unknown', NULL::timestamptz, NULL::timestamptz, NULL, NULL::integer
          FROM step h
         WHERE h.status = 'running' AND NOT EXISTS (SELECT 1 FROM instance i WHERE i.name = h.owner)) s
 ORDER BY s.since NULLS LAST, s.name
 LIMIT COALESCE(:limit::integer, 100) OFFSET :offset::integer
