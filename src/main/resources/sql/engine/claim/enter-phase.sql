UPDATE step SET phase = :phase, acted = acted OR :phase = 'act' WHERE id = :step AND fence = :fence AND status = 'running'
