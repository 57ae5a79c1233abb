-- Of versions of settings that are not, or no longer, in force.
select generated from octane_cluster_settings
union all
select editable from octane_cluster_settings
union all
select vmware from octane_cluster_settings where vmware is not null
union all
select plugins from octane_cluster_settings
