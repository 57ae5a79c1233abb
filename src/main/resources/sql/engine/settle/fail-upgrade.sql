-- One that is paused stays so: a retry of the dead step is not yet the word to go on.
UPDATE upgrade SET status = CASE status WHEN 'paused' THEN 'paused' ELSE 'failed' END, message = :message
 WHERE id = :upgrade AND status IN ('running', 'paused', 'failed', 'rolling-back')
RETURNING status
