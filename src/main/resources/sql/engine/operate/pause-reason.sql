UPDATE upgrade SET message = :why
 WHERE id = :upgrade AND NOT EXISTS (SELECT 1 FROM step WHERE upgrade_id = :upgrade AND status = 'dead')
