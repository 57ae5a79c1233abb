-- Rows of the two tables that together are a cluster's networking parameters.
select row_to_json(c) as config, coalesce(row_to_json(neutron), row_to_json(nova)) as details
from networking_configs c
    left join neutron_config neutron on neutron.id = c.id
    left join nova_network_config nova on nova.id = c.id
where c.cluster_id = :cluster_id
