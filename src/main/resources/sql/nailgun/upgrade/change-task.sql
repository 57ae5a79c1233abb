-- Nobody waits for the lock of a row that stays as it is.
update tasks
set status = cast(:status as task_status), progress = :progress, message = :message
where id = :id
    and (status::text <> :status or progress is distinct from :progress or message is distinct from cast(:message as text))
