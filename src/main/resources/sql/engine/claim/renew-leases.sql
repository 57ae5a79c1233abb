UPDATE step s SET lease_until = :lease
  FROM unnest(:steps::bigint[], :fences::bigint[]) AS c (step, fence)
 WHERE s.id = c.step AND s.fence = c.fence AND s.owner = :owner AND s.status = 'running'
