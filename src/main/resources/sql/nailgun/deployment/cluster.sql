SELECT * FROM clusters WHERE id = :cluster
