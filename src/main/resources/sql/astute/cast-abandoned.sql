-- A person was asked about it, or could have known, and has counted its step as done, or taken it back, without an answer.
SELECT a.* FROM astute_cast a JOIN step s ON s.id = a.step_id
WHERE a.status IN ('intent', 'sent', 'running') AND NOT a.at_work
    AND (a.asked_attempt IS NOT NULL OR a.aside) AND s.status IN ('skipped', 'undone')
