UPDATE upgrade SET status = 'running' WHERE id = :upgrade AND status = 'paused' RETURNING id
