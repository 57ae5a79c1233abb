-- As long as the longest step of each of its groups, one after the other.
UPDATE stage
   SET estimate_seconds = (SELECT COALESCE(sum(longest), 0)
                             FROM (SELECT max(estimate_seconds) AS longest FROM step
                                    WHERE upgrade_id = :upgrade AND stage_number = :stageNumber GROUP BY group_number) g)
 WHERE upgrade_id = :upgrade AND number = :stageNumber
