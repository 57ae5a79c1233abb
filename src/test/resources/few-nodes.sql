-- Of the sample cloud these nodes are left; computes may get a disk of OSDs each, beside their VMs.

delete from notifications where node_id not in (:nodes);
delete from volume_manager_node_volumes where node_id not in (:nodes);
delete from nodes where id not in (:nodes);

update nodes set roles = '{compute,ceph-osd}'
where 'compute' = any (roles) and :osds;

update volume_manager_node_volumes
set volumes = replace(
    regexp_replace(
        volumes,
        '("id": "sdc", "name": "sdc".*?)\{"type": "pv", "vg": "vm", "size": (\d+), "lvm_meta_size": 64\}',
        '\1{"type": "pv", "vg": "vm", "size": 0, "lvm_meta_size": 0}, '
        '{"type": "partition", "name": "cephjournal", "size": 0, "mount": "none", "file_system": "none", "disk_label": null, '
        '"partition_guid": "45b0969e-9b03-4f30-b4c6-b4b80ceff106"}, '
        '{"type": "partition", "name": "ceph", "size": \2, "mount": "none", "file_system": "none", "disk_label": null, '
        '"partition_guid": "4fbd7e29-9d25-41b8-afd0-062c0ceff05d"}'),
    '"size": 379044', '"size": 174808')
where node_id in (select id from nodes where 'ceph-osd' = any (roles));
