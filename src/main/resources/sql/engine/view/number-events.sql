-- One session at a time: who waited for another has numbers that are higher, and leaves alone what that one has numbered.
WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(7237, 0)),
     numbered AS MATERIALIZED (
        SELECT id, nextval('event_position') AS position
          FROM (SELECT e.id FROM event e CROSS JOIN turn WHERE e.position IS NULL ORDER BY e.id) fresh)
UPDATE event e SET position = numbered.position
  FROM numbered
 WHERE e.id = numbered.id AND e.position IS NULL
