select cluster_id, editable from attributes where cluster_id = cast(:#${header.cluster_id} as integer)
