-- Controllers that come back join those that have stayed: the first of these is the primary from now on.
UPDATE nodes n
SET primary_tags = CASE WHEN n.id IN (:nodes) THEN array_remove(n.primary_tags, 'controller') ELSE array_append(n.primary_tags, 'controller') END
WHERE EXISTS (SELECT 1 FROM nodes leaving WHERE leaving.id IN (:nodes) AND 'controller' = ANY (leaving.primary_tags))
    AND (n.id IN (:nodes) AND 'controller' = ANY (n.primary_tags)
        OR n.id = (SELECT min(heir.id) FROM nodes heir
                    WHERE heir.cluster_id = :cluster AND heir.id NOT IN (:nodes) AND 'controller' = ANY (heir.roles)))
