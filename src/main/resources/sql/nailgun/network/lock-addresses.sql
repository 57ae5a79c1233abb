lock table ip_addrs in share row exclusive mode
