-- Nodes of a role that are cut out of their batch, as one of their own, or with those of another role that are cut out with them.
INSERT INTO batch (upgrade_id, unit, goes_with, stage_number, role, row_role, at_once, failures, nodes, aside, cut_from)
SELECT upgrade_id, (SELECT max(unit) + 1 FROM batch WHERE upgrade_id = :upgrade), :goesWith, stage_number, role, row_role, at_once,
       failures, ARRAY(SELECT n FROM unnest(nodes) WITH ORDINALITY AS o (n, at) WHERE n = ANY (:nodes::integer[]) ORDER BY at), true,
       COALESCE(goes_with, unit)
  FROM batch WHERE upgrade_id = :upgrade AND unit = :number
RETURNING unit
