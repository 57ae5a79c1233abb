SELECT row_to_json(c)::text FROM clusters c WHERE id = :cluster FOR UPDATE
