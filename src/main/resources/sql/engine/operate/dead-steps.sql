SELECT id FROM step WHERE upgrade_id = :upgrade AND status = 'dead' ORDER BY id
