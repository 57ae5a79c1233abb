INSERT INTO probe_lease (upgrade_id, owner, until) VALUES (:upgrade, :owner, :until)
ON CONFLICT (upgrade_id) DO UPDATE SET owner = :owner, until = :until
 WHERE probe_lease.owner = :owner OR probe_lease.until < :now
