UPDATE step SET phase = :phase WHERE id = :step AND fence = :fence AND status = 'running'
