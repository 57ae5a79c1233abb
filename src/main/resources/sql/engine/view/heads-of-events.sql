-- How far the events of upgrades are, and whether more can come. What had begun goes on after an upgrade was aborted.
SELECT u.id,
       CASE WHEN u.status IN ('succeeded', 'aborted', 'rolled-back')
            THEN NOT EXISTS (SELECT 1 FROM under_way WHERE upgrade_id = u.id) ELSE false END AS over,
       COALESCE((SELECT max(position) FROM event WHERE upgrade_id = u.id), 0) AS position,
       EXISTS (SELECT 1 FROM event WHERE upgrade_id = u.id AND position IS NULL) AS more
  FROM upgrade u
 WHERE u.id IN (:upgrades)
