INSERT INTO rollback_to_come (upgrade_id, after_upgrade_id, to_stage, accept_irreversible, actor)
VALUES (:upgrade, :after, :to, :accept, :actor)
ON CONFLICT (upgrade_id) DO UPDATE
   SET after_upgrade_id = EXCLUDED.after_upgrade_id, to_stage = EXCLUDED.to_stage,
       accept_irreversible = EXCLUDED.accept_irreversible, actor = EXCLUDED.actor
