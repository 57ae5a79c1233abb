INSERT INTO instance (name, broker, since, seen_at, lease_until, release, schema_number, steps)
VALUES (:name, :broker, :now, :now, :until, :release, :schema, :steps::text[])
ON CONFLICT (name) DO UPDATE
   SET broker = excluded.broker, since = excluded.since, seen_at = excluded.seen_at, lease_until = excluded.lease_until,
       release = excluded.release, schema_number = excluded.schema_number, steps = excluded.steps
