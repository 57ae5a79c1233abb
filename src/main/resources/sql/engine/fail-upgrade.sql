UPDATE upgrade SET status = 'failed', message = :message
 WHERE id = :upgrade AND status IN ('running', 'paused', 'failed', 'rolling-back')
