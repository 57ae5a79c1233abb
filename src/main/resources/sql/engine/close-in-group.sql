UPDATE step_group SET open = open - 1  WHERE upgrade_id = :upgrade AND number = (SELECT group_number FROM step WHERE id = :step) RETURNING open
