SELECT * FROM astute_cast WHERE status = 'preparing' ORDER BY created_at
