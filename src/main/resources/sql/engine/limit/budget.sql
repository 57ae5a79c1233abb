UPDATE batch SET failures = :failures WHERE upgrade_id = :upgrade AND stage_number = :stageNumber AND role = :role
