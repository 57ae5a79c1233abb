-- A dead step begins again; those that wait behind a failed upgrade are announced again with it.
UPDATE step
   SET status = 'queued', queued_at = :now, attempt = attempt + 1,
       max_attempts = attempt + (SELECT max(x) FROM (VALUES (max_attempts - attempt + 1), (3)) AS v(x)),
       message = NULL, deadline_at = NULL, finished_at = NULL
 WHERE id = :step AND upgrade_id = :upgrade AND status = 'dead'
   AND (SELECT finished_at FROM upgrade WHERE id = :upgrade) IS NULL
RETURNING id
