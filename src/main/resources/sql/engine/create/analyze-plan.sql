-- Without it the planner takes a table of thousands of new rows for an empty one until the next autovacuum, and reads all of an
-- upgrade's steps to find one.
ANALYZE step_group, step
