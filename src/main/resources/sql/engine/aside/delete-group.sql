DELETE FROM step_group WHERE upgrade_id = :upgrade AND number = :group
