UPDATE step_group SET goes_on = true WHERE upgrade_id = :upgrade AND unit IN (:units)
