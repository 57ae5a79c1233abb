SELECT * FROM ip_addrs WHERE network IN (:networks) ORDER BY id
