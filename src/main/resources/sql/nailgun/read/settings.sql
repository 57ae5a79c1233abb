-- The settings of a cluster that operators edit.
select editable from attributes where cluster_id = :cluster
