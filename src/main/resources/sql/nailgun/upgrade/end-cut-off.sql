-- A task with its subtasks.
update tasks
set status = 'error', progress = 100, message = case when id = :id then :message else :aborted end
where id = :id or parent_id = :id
