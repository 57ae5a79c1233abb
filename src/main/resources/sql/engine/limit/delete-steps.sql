-- None of them has begun, and none can while the upgrade is locked; the message of one that was queued finds no step.
DELETE FROM step WHERE upgrade_id = :upgrade AND group_number BETWEEN :first AND :last AND started_at IS NULL
