SELECT EXISTS (SELECT 1 FROM astute_cast WHERE task_uuid = :uuid)
