UPDATE nodes SET primary_roles = array_append(primary_roles, CAST(:role AS varchar)) WHERE id = :node
