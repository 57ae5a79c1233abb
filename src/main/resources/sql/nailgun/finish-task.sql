update tasks set status = cast(:status as task_status), progress = 100, message = :message where uuid = :uuid
