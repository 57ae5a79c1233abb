DELETE FROM batch WHERE upgrade_id = :upgrade AND unit IN (:units)
