UPDATE step_group SET after = after || :last::integer
 WHERE upgrade_id = :upgrade AND number = :beyond AND NOT after @> ARRAY[:last::integer]
