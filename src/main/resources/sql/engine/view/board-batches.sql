-- The batches of each stage that has some: how many, the largest, and whose turn it is. What was set aside is no batch of its own, nor is it under way
-- with the one that it was cut out of, and who only does something for others is not of theirs.
WITH member AS (
    SELECT u.unit, n.node, bool_or(u.own) AS own
      FROM batch m
     CROSS JOIN LATERAL (VALUES (COALESCE(m.goes_with, m.unit), true), (m.cut_from, false)) AS u (unit, own)
     CROSS JOIN LATERAL unnest(m.nodes) AS n (node)
     WHERE m.upgrade_id = :upgrade AND u.unit IS NOT NULL
     GROUP BY u.unit, n.node
), batch AS (
    SELECT s.stage_number, s.stage, g.unit, array_agg(DISTINCT n.node) AS nodes,
           array_agg(DISTINCT n.node) FILTER (WHERE m.own IS NOT FALSE) AS left_in, bool_or(b.cut_from IS NOT NULL) AS cut,
           bool_or(b.aside) AS aside,
           bool_or(s.started_at IS NOT NULL) AS begun,
           bool_and(s.status IN ('succeeded', 'skipped', 'undone', 'failed')) AS over
      FROM step s
      JOIN step_group g ON g.upgrade_id = s.upgrade_id AND g.number = s.group_number
      LEFT JOIN batch b ON b.upgrade_id = g.upgrade_id AND b.unit = g.unit
     CROSS JOIN LATERAL unnest(s.nodes) AS n (node)
      LEFT JOIN member m ON m.unit = g.unit AND m.node = n.node
     WHERE s.upgrade_id = :upgrade AND g.unit IS NOT NULL AND s.undoes IS NULL
       AND (b.unit IS NULL OR m.node IS NOT NULL)
     GROUP BY s.stage_number, s.stage, g.unit)
SELECT COALESCE(json_agg(stages.batches ORDER BY stages.stage_number), '[]')::text
  FROM (SELECT stage_number, json_build_object(
                'stage', stage, 'batches', count(*) FILTER (WHERE cut IS NOT TRUE), 'over', count(*) FILTER (WHERE over AND cut IS NOT TRUE),
                'at_most', max(cardinality(nodes)),
                'now', COALESCE(json_agg(left_in ORDER BY unit) FILTER (WHERE begun AND NOT over AND aside IS NOT TRUE), '[]')) AS batches
          FROM batch GROUP BY stage_number, stage) stages
