SELECT * FROM node_bond_interfaces WHERE node_id IN (:nodes) ORDER BY name
