update octane_cluster_settings
set cluster = :cluster,
    editable = :editable,
    generated = :generated,
    vmware = :vmware,
    plugins = :plugins,
    node_groups = :node_groups,
    networks = :networks,
    parameters = :parameters,
    vips = :vips,
    volumes = :volumes
where cluster_id = :cluster_id and release_id = :release_id
