INSERT INTO step_group (upgrade_id, number, after, open) VALUES (:upgrade, :number, :after::integer[], :open)
