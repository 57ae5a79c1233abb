-- Whatever masks are written behind it.
select count(*) from ip_addrs where host(cast(ip_addr as inet)) = host(cast(:address as inet))
