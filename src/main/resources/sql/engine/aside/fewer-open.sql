UPDATE step_group SET open = open - :by WHERE upgrade_id = :upgrade AND number = :group
