-- Not if the database has become that of another cloud meanwhile.
UPDATE instance SET seen_at = :now, lease_until = :until WHERE name = :name AND :cloud = (SELECT c.name FROM cloud c)
