INSERT INTO step_group (upgrade_id, number, after, unit, open) VALUES (:upgrade, :number, :after::integer[], :unit, :open)
