-- What is said again because nobody knows whether it was said before.
insert into notifications (cluster_id, node_id, topic, message, status, datetime)
select cast(:cluster_id as integer), cast(:node_id as integer), cast(:topic as notif_topic), :message, 'unread',
    now() at time zone 'utc'
where not exists (
    select 1 from notifications
    where topic = cast(:topic as notif_topic) and message = :message
        and cluster_id is not distinct from cast(:cluster_id as integer))
