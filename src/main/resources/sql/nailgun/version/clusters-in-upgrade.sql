-- Whatever status somebody else has written meanwhile.
select distinct cluster_id from octane_cluster_settings where former_status is not null order by cluster_id
