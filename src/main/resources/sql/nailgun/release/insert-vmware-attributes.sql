insert into vmware_attributes (cluster_id, editable) values (:cluster_id, :editable)
