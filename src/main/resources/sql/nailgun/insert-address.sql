insert into ip_addrs (network, node, ip_addr) values (:network, :node_id, :ip_addr)
