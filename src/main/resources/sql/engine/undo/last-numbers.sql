SELECT (SELECT max(number) FROM stage WHERE upgrade_id = :upgrade) AS stage,
       (SELECT max(number) FROM step_group WHERE upgrade_id = :upgrade) AS "group"
