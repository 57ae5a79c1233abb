UPDATE trace_cursor SET event = :event
