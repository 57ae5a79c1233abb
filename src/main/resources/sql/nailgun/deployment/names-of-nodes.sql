SELECT id, name FROM nodes WHERE id IN (:nodes)
