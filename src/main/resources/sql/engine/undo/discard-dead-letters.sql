UPDATE dead_letter SET status = 'discarded', closed_at = :now, closed_by = :actor, closed_reason = :message
 WHERE upgrade_id = :upgrade AND status = 'open'
   AND step_id NOT IN (SELECT id FROM under_way)
