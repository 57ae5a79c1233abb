select id, status::text as status, message from tasks where uuid = :uuid
