UPDATE step SET status = 'undone' WHERE id = :step
