INSERT INTO ip_addrs (network, node, ip_addr) VALUES (:network, :node, :address)
