-- Deployment tasks of a release, and those of a cluster's own, which stand in for them. Since Fuel 9.0 neither has any.
select 'releases' as of, r.id, row_to_json(r) ->> 'deployment_tasks' as deployment_tasks from releases r where r.id = :release_id
union all
select 'clusters' as of, c.id, row_to_json(c) ->> 'deployment_tasks' as deployment_tasks from clusters c where c.id = :cluster_id
