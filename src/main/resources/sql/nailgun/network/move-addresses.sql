update ip_addrs set network = :target where node = :node_id and network = :source
