-- What was before anybody asked for traces is not sent.
INSERT INTO trace_cursor (event) SELECT COALESCE(max(id), 0) FROM event ON CONFLICT DO NOTHING
