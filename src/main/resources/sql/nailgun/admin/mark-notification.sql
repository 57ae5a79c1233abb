update notifications set status = cast(:status as notif_status) where id = :id
