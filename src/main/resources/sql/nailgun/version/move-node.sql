-- A node that waits for nothing but its installation says so by its status.
update nodes
set release_id = :release_id, pending_release_id = cast(:pending as integer),
    status = case
        when :forward and status::text = 'ready' then cast('upgrade' as node_status)
        when not :forward and status::text = 'upgrade' then cast('ready' as node_status)
        else status end
where id = :node_id
