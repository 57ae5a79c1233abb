SELECT * FROM astute_cast
WHERE step_id = :step AND method IN (:methods)
ORDER BY created_at DESC, attempt DESC
LIMIT 1
