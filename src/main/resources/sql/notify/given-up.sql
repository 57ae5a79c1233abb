UPDATE notice SET given_up_at = clock_timestamp() WHERE id = :id
