UPDATE step SET queued_at = :now WHERE upgrade_id = :upgrade AND status = 'queued' RETURNING id
