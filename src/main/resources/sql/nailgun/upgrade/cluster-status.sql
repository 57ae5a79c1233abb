-- A cluster that is being deleted stays so.
update clusters set status = cast(:status as cluster_status)
where id = :cluster_id and status::text not in ('remove', :status)
