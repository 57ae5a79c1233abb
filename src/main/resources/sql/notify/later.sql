UPDATE notice SET next_at = clock_timestamp() + make_interval(secs => :pause) WHERE id = :id
