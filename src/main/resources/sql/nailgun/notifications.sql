select row_to_json(r)
from (
    select id, cluster_id, node_id, task_id, topic, message, status, to_char(datetime, 'HH24:MI:SS') as time,
        to_char(datetime, 'DD-MM-YYYY') as date
    from notifications
    order by id
) as r
