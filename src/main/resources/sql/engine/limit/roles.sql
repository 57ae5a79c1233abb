SELECT role FROM batch WHERE upgrade_id = :upgrade GROUP BY role ORDER BY min(unit)
