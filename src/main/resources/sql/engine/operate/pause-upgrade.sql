UPDATE upgrade SET status = 'paused' WHERE id = :upgrade AND status IN ('running', 'rolling-back') RETURNING id
