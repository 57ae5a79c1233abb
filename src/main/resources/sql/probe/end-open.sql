-- Nobody knows what came after the last probe.
UPDATE probe_interval i SET to_at = GREATEST(t.last_at, i.from_at)
  FROM probe_target t
 WHERE t.upgrade_id = :upgrade AND t.name = :name
   AND i.upgrade_id = t.upgrade_id AND i.target = t.name AND i.to_at IS NULL
