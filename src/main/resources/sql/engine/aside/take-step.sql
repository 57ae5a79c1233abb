UPDATE step SET group_number = :group, nodes = :nodes::integer[], title = :title WHERE id = :step
