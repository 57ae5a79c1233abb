select cluster_id, editable from vmware_attributes where cluster_id = :cluster_id
