UPDATE upgrade u SET status = COALESCE(ends_as, 'succeeded'), finished_at = :now, message = NULL
 WHERE id = :upgrade AND status IN ('running', 'paused', 'failed', 'rolling-back')
   AND CASE WHEN ends_as IS NULL
            THEN NOT EXISTS (SELECT 1 FROM step_group WHERE upgrade_id = :upgrade AND open > 0)
            ELSE NOT EXISTS (SELECT 1 FROM under_way WHERE upgrade_id = :upgrade)
                 AND NOT EXISTS (SELECT 1 FROM step WHERE upgrade_id = :upgrade AND undoes IS NOT NULL
                                    AND status NOT IN ('succeeded', 'skipped')) END
RETURNING status
