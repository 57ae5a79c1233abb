INSERT INTO stage (upgrade_id, number, name, title, back_to, for_good, estimate_seconds)
VALUES (:upgrade, :number, :name, :title, :backTo, :forGood, :estimate)
