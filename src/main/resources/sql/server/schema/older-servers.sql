SELECT name, seen_at FROM octane.instance WHERE lease_until >= now() AND COALESCE(schema_number, 0) < ? ORDER BY name
