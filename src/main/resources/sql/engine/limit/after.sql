-- What the first of these groups comes after.
SELECT unnest(after) FROM step_group WHERE upgrade_id = :upgrade AND number = :first
