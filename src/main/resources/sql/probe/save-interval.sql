INSERT INTO probe_interval (upgrade_id, target, kind, from_at, to_at, paused, step_id)
VALUES (:upgrade, :name, :kind, :from, :to::timestamptz, :paused,
        (SELECT id FROM step
          WHERE upgrade_id = :upgrade AND started_at <= :from AND (finished_at IS NULL OR finished_at >= :from)
          ORDER BY started_at DESC, id DESC LIMIT 1))
ON CONFLICT (upgrade_id, target, from_at, kind) DO UPDATE SET to_at = :to::timestamptz, paused = :paused
