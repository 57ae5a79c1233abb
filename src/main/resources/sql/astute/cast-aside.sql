-- Only past its deadline and after a silence, if its step is over, has no question open to a person, and is not being taken back.
UPDATE astute_cast a SET aside = true
FROM step s
WHERE a.task_uuid = :uuid AND a.status IN ('intent', 'sent', 'running') AND NOT a.aside
    AND a.ends_by < :now AND a.heard_at < :silent_since
    AND s.id = a.step_id AND s.status IN ('succeeded', 'failed', 'dead', 'skipped', 'undone')
    AND NOT (s.status = 'dead' AND a.asked_attempt IS NOT NULL)
    AND NOT EXISTS (
        SELECT 1 FROM step u
        WHERE u.undoes = s.id
            AND (u.status IN ('queued', 'running', 'waiting') OR u.status = 'dead' AND a.asked_attempt IS NOT NULL))
