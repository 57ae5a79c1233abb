SELECT name FROM stage WHERE upgrade_id = :upgrade AND number = :stageNumber
