select id, hostname from nodes where id in (:ids) and hostname <> ''
