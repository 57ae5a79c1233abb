insert into notifications (cluster_id, node_id, task_id, topic, message, status, datetime)
values (cast(:cluster_id as integer), cast(:node_id as integer), cast(:task_id as integer),
    cast(:topic as notif_topic), :message, 'unread', now() at time zone 'utc')
returning id
