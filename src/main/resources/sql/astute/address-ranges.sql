SELECT first, last FROM ip_addr_ranges WHERE network_group_id = :network ORDER BY id
