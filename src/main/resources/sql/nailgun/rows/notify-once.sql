-- What is said again because nobody knows whether it was said before. A cluster or node that is gone meanwhile is left out, as Nailgun
-- does when it is deleted.
with about as (
    select (select id from clusters where id = cast(:cluster_id as integer)) as cluster_id,
        (select id from nodes where id = cast(:node_id as integer)) as node_id)
insert into notifications (cluster_id, node_id, topic, message, status, datetime)
select about.cluster_id, about.node_id, cast(:topic as notif_topic), :message, 'unread', now() at time zone 'utc'
from about
where not exists (
    select 1 from notifications n
    where n.topic = cast(:topic as notif_topic) and n.message = :message and n.cluster_id is not distinct from about.cluster_id)
