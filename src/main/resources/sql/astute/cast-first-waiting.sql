SELECT * FROM astute_cast WHERE status = 'waiting' ORDER BY created_at LIMIT 1
