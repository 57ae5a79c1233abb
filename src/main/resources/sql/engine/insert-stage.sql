INSERT INTO stage (upgrade_id, number, name, title, back_to, estimate_seconds)
VALUES (:upgrade, :number, :name, :title, :backTo, :estimate)
