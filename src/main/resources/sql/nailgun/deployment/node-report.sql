UPDATE nodes
SET status = CAST(:status AS node_status), progress = :progress,
    error_type = CAST(:error_type AS node_error_type), error_msg = :error_msg, online = coalesce(:online, online)
WHERE id = :node
