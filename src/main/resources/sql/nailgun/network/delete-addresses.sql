delete from ip_addrs where node = :node_id
