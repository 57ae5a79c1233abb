-- In a turn of its own, see turn.sql: nobody else names it meanwhile.
INSERT INTO cloud (name, since) VALUES (:cloud, :now)
