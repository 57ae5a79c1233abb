select id, network_template from nodes where cluster_id = :cluster_id and network_template is not null
