-- What was waited for a person is no work: it does not count for the pace of what comes.
UPDATE step
   SET status = 'queued', wake_on = NULL, wake_at = NULL, queued_at = :now, started_at = :now,
       parameters = parameters || jsonb_build_object('approved', :approved::text)
 WHERE upgrade_id = :upgrade AND status = 'waiting' AND wake_on = 'approval'
   AND (:step::bigint IS NULL OR id = :step) AND (:seen::text IS NULL OR message = :seen)
RETURNING id, attempt
