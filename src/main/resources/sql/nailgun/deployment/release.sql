SELECT * FROM releases WHERE id = :release
