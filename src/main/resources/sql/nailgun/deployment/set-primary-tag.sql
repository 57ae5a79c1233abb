UPDATE nodes SET primary_tags = array_append(primary_tags, CAST(:role AS varchar)) WHERE id = :node
