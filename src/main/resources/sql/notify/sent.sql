UPDATE notice SET sent_at = clock_timestamp() WHERE id = :id
