SELECT node_id, vms_conf FROM node_attributes WHERE node_id IN (:nodes)
