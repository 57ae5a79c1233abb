SELECT * FROM node_nic_interfaces WHERE node_id IN (:nodes) ORDER BY name
