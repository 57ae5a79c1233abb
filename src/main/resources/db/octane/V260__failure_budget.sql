-- So many nodes of a role may have failed for good and hold only themselves; whoever fails in the canary holds all.
ALTER TABLE batch
    ADD COLUMN failures integer NOT NULL DEFAULT 0,
    ADD COLUMN canary boolean NOT NULL DEFAULT false,
    -- its nodes were set aside: the next batches of the role don't wait for them, what comes after those does
    ADD COLUMN aside boolean NOT NULL DEFAULT false,
    -- the batch that its nodes were in until they were set aside
    ADD COLUMN cut_from integer;

-- Dead steps that hold their upgrade: all but those of nodes that were set aside.
CREATE VIEW holding AS
SELECT s.id, s.upgrade_id
  FROM step s
  JOIN step_group g ON g.upgrade_id = s.upgrade_id AND g.number = s.group_number
  LEFT JOIN batch b ON b.upgrade_id = g.upgrade_id AND b.unit = g.unit
 WHERE s.status = 'dead' AND b.aside IS NOT TRUE;
