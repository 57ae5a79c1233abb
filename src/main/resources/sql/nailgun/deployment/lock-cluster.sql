SELECT id FROM clusters WHERE id = :cluster FOR UPDATE
