-- Nodes that are cut out of their batch, as one of their own.
INSERT INTO batch (upgrade_id, unit, stage_number, role, at_once, failures, nodes, aside, cut_from)
SELECT upgrade_id, (SELECT max(unit) + 1 FROM batch WHERE upgrade_id = :upgrade), stage_number, role, at_once, failures,
       :nodes::integer[], true, unit
  FROM batch WHERE upgrade_id = :upgrade AND unit = :unit
RETURNING unit
