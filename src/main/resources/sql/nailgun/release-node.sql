update nodes
set cluster_id = null, group_id = null, roles = '{}', pending_roles = '{}', primary_roles = '{}',
    pending_addition = false, pending_deletion = false, status = 'discover', progress = 0, error_type = null,
    error_msg = null, replaced_deployment_info = '[]', replaced_provisioning_info = '{}', network_template = null
where id = :node_id
