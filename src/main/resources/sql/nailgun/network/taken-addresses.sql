-- Addresses of all clusters, whatever mask their networks have or the row itself, gateways, and those that servers got when they were
-- discovered.
select host(cast(ip_addr as inet)) from ip_addrs where ip_addr is not null
union
select host(cast(gateway as inet)) from network_groups where gateway is not null
union
select host(cast(ip as inet)) from nodes where ip is not null
