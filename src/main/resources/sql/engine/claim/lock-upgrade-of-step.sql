SELECT u.id FROM upgrade u JOIN step s ON s.upgrade_id = u.id WHERE s.id = :step FOR SHARE OF u
