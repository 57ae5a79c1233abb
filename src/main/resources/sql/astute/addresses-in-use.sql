SELECT ip_addr FROM ip_addrs
