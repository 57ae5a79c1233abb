select id, name, version, operating_system, state::text = 'available' and is_deployable as installable,
    attributes_metadata, roles_metadata, network_roles_metadata, vmware_attributes_metadata, modes
from releases
where id = :id
