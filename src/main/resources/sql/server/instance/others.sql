SELECT name, broker, seen_at, release, schema_number, lease_until >= :now AS here
  FROM instance WHERE name <> :name ORDER BY since, name
