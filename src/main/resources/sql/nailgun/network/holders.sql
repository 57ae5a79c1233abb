select count(*) from ip_addrs where cast(ip_addr as inet) = cast(:address as inet)
