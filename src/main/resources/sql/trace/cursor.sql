-- Nothing if another instance is at it.
SELECT event FROM trace_cursor FOR UPDATE SKIP LOCKED
