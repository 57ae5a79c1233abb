-- The Fuel master's own address in the admin network, if Nailgun has one.
select a.ip_addr
from ip_addrs a
    join network_groups g on g.id = a.network
where g.name = 'fuelweb_admin' and a.node is null
order by a.id
limit 1
