update vmware_attributes set editable = :editable where cluster_id = :cluster_id
