-- What an earlier watch of the same upgrade has left.
SELECT t.last_at, t.samples, t.answered, t.total_paused,
       (SELECT COALESCE(sum(extract(epoch FROM i.to_at - i.from_at) * 1000), 0)::bigint FROM probe_interval i
         WHERE i.upgrade_id = t.upgrade_id AND i.target = t.name AND i.kind = 'down') AS down_ms
  FROM probe_target t
 WHERE t.upgrade_id = :upgrade AND t.name = :name
