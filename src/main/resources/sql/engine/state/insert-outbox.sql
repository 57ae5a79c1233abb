INSERT INTO outbox (queue, body) VALUES (:queue, :body)
