INSERT INTO idempotency (key, call, status, answer, created_at) VALUES (:key, :call, :status, :answer, :now)
