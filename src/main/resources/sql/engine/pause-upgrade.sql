UPDATE upgrade SET status = 'paused' WHERE id = :upgrade AND status = 'running' RETURNING id
