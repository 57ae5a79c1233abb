select id, coalesce(nullif(hostname, ''), 'node-' || id) as hostname, coalesce(release_id, 0) as release_id, coalesce(pending_deletion, false) as pending_deletion
from nodes
where cluster_id = :cluster_id
order by id
