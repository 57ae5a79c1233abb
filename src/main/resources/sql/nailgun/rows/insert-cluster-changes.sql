-- What has to be deployed of a new cluster.
insert into cluster_changes (cluster_id, name)
select :cluster_id, unnest(cast('{attributes,networks,vmware_attributes}' as possible_changes[]))
