UPDATE astute_cast SET status = 'waiting' WHERE task_uuid = :uuid AND status = 'preparing'
