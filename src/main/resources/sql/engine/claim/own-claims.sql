SELECT id, fence FROM step WHERE status = 'running' AND owner = :owner
