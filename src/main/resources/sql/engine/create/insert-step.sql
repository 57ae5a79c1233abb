INSERT INTO step (upgrade_id, stage_number, group_number, stage, name, title, nodes, parameters, uses, undo, irreversible,
                  until, estimate_seconds, timeout_seconds, max_attempts, needs, status)
VALUES (:upgrade, :stageNumber, :group, :stage, :name, :title, :nodes::integer[], :parameters::jsonb, :uses::jsonb, :undo,
        :irreversible, :until, :estimate, :timeout, :attempts, :needs, 'pending')
