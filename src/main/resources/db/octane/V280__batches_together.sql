-- Nodes of several roles may go in one batch. Each role has a row of its own, with its limit and its budget; they share the groups of one of
-- them.
ALTER TABLE batch
    -- the batch whose groups it goes through, null: it has groups of its own
    ADD COLUMN goes_with integer,
    -- the first of the roles whose batches go together, batch by batch; null: its role's go alone
    ADD COLUMN row_role text;
