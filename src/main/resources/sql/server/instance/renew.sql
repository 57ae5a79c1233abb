UPDATE instance SET seen_at = :now, lease_until = :until WHERE name = :name
