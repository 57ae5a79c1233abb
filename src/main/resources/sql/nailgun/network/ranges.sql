select first, last from ip_addr_ranges where network_group_id = :network order by id
