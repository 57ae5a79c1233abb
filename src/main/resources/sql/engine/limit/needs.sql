SELECT max(needs) FROM step WHERE upgrade_id = :upgrade
