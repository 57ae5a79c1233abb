DELETE FROM probe_lease WHERE upgrade_id = :upgrade AND owner = :owner
