insert into net_bond_assignments (network_id, bond_id)
select :target, :copy from net_bond_assignments where bond_id = :bond_id and network_id = :source
