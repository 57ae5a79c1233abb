INSERT INTO stage (upgrade_id, number, name, title, estimate_seconds)
VALUES (:upgrade, :number, :name, :title, :estimate)
