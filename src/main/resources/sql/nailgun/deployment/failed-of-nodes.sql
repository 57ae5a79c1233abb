SELECT name FROM nodes WHERE id IN (:nodes) AND status::text = 'error' ORDER BY id
