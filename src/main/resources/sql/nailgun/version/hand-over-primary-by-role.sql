-- A controller that comes back joins those that have stayed: one of them is the primary from now on.
update nodes n
set primary_roles = case
    when n.id in (:nodes) then array_remove(n.primary_roles, 'controller')
    else array_append(n.primary_roles, 'controller') end
where exists (select 1 from nodes leaving where leaving.id in (:nodes) and 'controller' = any (leaving.primary_roles))
    and (n.id in (:nodes) and 'controller' = any (n.primary_roles)
        or n.id = (
            select min(heir.id) from nodes heir
            where heir.cluster_id = :cluster_id and heir.release_id = :release_id and heir.id not in (:nodes)
                and 'controller' = any (heir.roles)))
