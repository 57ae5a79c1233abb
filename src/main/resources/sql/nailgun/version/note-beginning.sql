-- Whatever has a higher number is younger than the upgrade.
update octane_cluster_settings
set last_task = (select coalesce(max(id), 0) from tasks),
    former_status = (select status::text from clusters where id = :cluster_id)
where cluster_id = :cluster_id
