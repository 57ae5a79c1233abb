SELECT n.*, n.segmentation_type::text AS segmentation, c.dns_nameservers, c.floating_ranges
FROM networking_configs c
JOIN neutron_config n ON n.id = c.id
WHERE c.cluster_id = :cluster
