-- A maintenance release of what the sample cloud has, to which its clusters can be updated.

insert into releases (id, name, version, description, operating_system, state, networks_metadata, attributes_metadata,
    volumes_metadata, modes_metadata, roles_metadata, can_update_from_versions, wizard_metadata, is_deployable,
    deployment_tasks, vmware_attributes_metadata, modes, network_roles_metadata, extensions)
select 5, name, '2014.2.2-6.1.1', description, operating_system, state, networks_metadata, attributes_metadata,
    volumes_metadata, modes_metadata, roles_metadata, '["2014.2.2-6.1"]', wizard_metadata, is_deployable,
    deployment_tasks, vmware_attributes_metadata, modes, network_roles_metadata, extensions
from releases
where id = 2;

select setval('releases_id_seq', 5);
