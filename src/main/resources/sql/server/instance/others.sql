SELECT name, broker, seen_at FROM instance WHERE name <> :name ORDER BY since, name
