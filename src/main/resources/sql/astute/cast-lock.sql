SELECT * FROM astute_cast WHERE task_uuid = :uuid FOR UPDATE
