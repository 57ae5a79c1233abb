-- Notifications, oldest first; all of them, or one.
select row_to_json(r)
from (
    select id, cluster_id, node_id, task_id, topic, left(message, 10000) as message, status, to_char(datetime, 'HH24:MI:SS') as time,
        to_char(datetime, 'DD-MM-YYYY') as date
    from notifications
    where cast(:#${header.notification_id} as integer) is null or id = cast(:#${header.notification_id} as integer)
    order by id
    limit cast(:#${header.limit} as integer) offset cast(:#${header.offset} as integer)
) as r
