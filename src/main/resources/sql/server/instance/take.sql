INSERT INTO instance (name, broker, since, seen_at, lease_until) VALUES (:name, :broker, :now, :now, :until)
ON CONFLICT (name) DO UPDATE
   SET broker = excluded.broker, since = excluded.since, seen_at = excluded.seen_at, lease_until = excluded.lease_until
