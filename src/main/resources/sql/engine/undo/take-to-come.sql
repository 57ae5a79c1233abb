DELETE FROM rollback_to_come
 WHERE after_upgrade_id = :after
RETURNING upgrade_id, to_stage, accept_irreversible, actor
