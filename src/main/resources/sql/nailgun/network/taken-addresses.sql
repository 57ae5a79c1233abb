-- Addresses in all networks on the same wire, gateways, and those that servers got when they were discovered.
select a.ip_addr
from ip_addrs a
    join network_groups g on g.id = a.network
    join network_groups wanted
        on wanted.id = :network
            and (g.cidr::inet >>= wanted.cidr::inet or g.cidr::inet <<= wanted.cidr::inet)
union
select gateway from network_groups where gateway is not null
union
select ip from nodes where ip is not null
