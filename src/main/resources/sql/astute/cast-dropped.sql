DELETE FROM astute_cast WHERE task_uuid = :uuid AND status = 'preparing'
