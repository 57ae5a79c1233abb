SELECT * FROM astute_cast WHERE task_uuid = :uuid OR asked_uuid = :uuid FOR UPDATE
