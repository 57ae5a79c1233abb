SELECT name FROM clusters WHERE id = :cluster
