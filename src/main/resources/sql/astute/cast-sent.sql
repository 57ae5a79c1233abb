UPDATE astute_cast SET status = 'sent', sent_at = :now WHERE task_uuid = :uuid AND status = 'intent'
