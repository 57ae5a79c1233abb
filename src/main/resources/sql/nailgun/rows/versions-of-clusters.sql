-- The releases of the clusters of an upgrade.
select c.id, r.version
from clusters c
    join releases r on r.id = c.release_id
where c.id in (:clusters)
