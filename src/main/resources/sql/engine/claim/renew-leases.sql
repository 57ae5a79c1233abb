-- A row that somebody else has at the moment is renewed the next time: the others are not to wait for it until their leases run out. That
-- events refer to a row is no lock of that kind.
WITH free AS MATERIALIZED (
  SELECT s.id
    FROM step s JOIN unnest(:steps::bigint[], :fences::bigint[]) AS c (step, fence) ON s.id = c.step AND s.fence = c.fence
   WHERE s.owner = :owner AND s.status = 'running'
     FOR NO KEY UPDATE OF s SKIP LOCKED
)
UPDATE step SET lease_until = :lease FROM free WHERE step.id = free.id
