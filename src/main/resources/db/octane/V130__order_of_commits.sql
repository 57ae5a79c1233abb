-- An id is given before the commit, so a reader that has seen 11 may still miss 10. Positions are given after the commit, by one
-- session at a time (sql/engine/view/number-events.sql): what has a smaller one than what was seen was there before.
ALTER TABLE event ADD COLUMN position bigint;
UPDATE event SET position = id;

CREATE SEQUENCE event_position OWNED BY event.position;
SELECT setval('event_position', (SELECT max(id) + 1 FROM event), false) WHERE EXISTS (SELECT 1 FROM event);

DROP INDEX event_of_upgrade;
CREATE UNIQUE INDEX event_of_upgrade ON event (upgrade_id, position);
CREATE INDEX event_without_position ON event (upgrade_id, id) WHERE position IS NULL;

-- Readers waited for older transactions by it, of whatever database, and still could miss what had a smaller id.
ALTER TABLE event DROP COLUMN written_in;
