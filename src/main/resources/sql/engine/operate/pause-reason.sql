UPDATE upgrade SET message = :why
 WHERE id = :upgrade AND NOT EXISTS (SELECT 1 FROM holding WHERE upgrade_id = :upgrade)
