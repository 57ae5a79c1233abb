-- What somebody has chosen meanwhile stays chosen.
UPDATE clusters
SET status = 'operational', release_id = :release,
    pending_release_id = CASE WHEN pending_release_id = :release THEN NULL ELSE pending_release_id END
WHERE id = :cluster
