-- By what the dumps of databases are sealed that an upgrade makes on nodes: no disk of a node ever has it. What is sealed by a key that is
-- gone is of no use to anybody.
CREATE TABLE dump_key (
    upgrade_id bigint PRIMARY KEY,
    key text NOT NULL
);

-- Nobody takes back any more what the upgrades of a cluster have done once one of them has come to an end for good; nor what an upgrade
-- has done that left nothing done.
CREATE FUNCTION forget_dump_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status = 'succeeded' THEN
        DELETE FROM octane.dump_key
         WHERE upgrade_id IN (SELECT id FROM octane.upgrade WHERE original_cluster_id = NEW.original_cluster_id AND id <= NEW.id)
           AND EXISTS (SELECT 1 FROM octane.stage AS last JOIN octane.step ON step.upgrade_id = last.upgrade_id
                         AND step.stage_number = last.number
                        WHERE last.upgrade_id = NEW.id AND last.for_good IS NOT NULL
                          AND step.irreversible IS NOT NULL AND step.status = 'succeeded');
    ELSE
        DELETE FROM octane.dump_key
         WHERE upgrade_id = NEW.id
           AND NOT EXISTS (SELECT 1 FROM octane.step
                            WHERE upgrade_id = NEW.id AND undoes IS NULL AND status IN ('succeeded', 'skipped'));
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER forgets_dump_keys AFTER UPDATE OF status ON upgrade FOR EACH ROW
    WHEN (NEW.status IN ('succeeded', 'aborted', 'rolled-back'))
    EXECUTE FUNCTION forget_dump_keys();
