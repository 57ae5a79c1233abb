SELECT max(unit) FROM batch WHERE upgrade_id = :upgrade
