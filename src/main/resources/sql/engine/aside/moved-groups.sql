UPDATE step_group SET number = -number WHERE upgrade_id = :upgrade AND number < 0
