insert into octane_cluster_settings (cluster_id, release_id, cluster, editable, generated, vmware, plugins, node_groups,
    networks, parameters, vips, volumes)
values (:cluster_id, :release_id, :cluster, :editable, :generated, :vmware, :plugins, :node_groups, :networks, :parameters,
    :vips, :volumes)
