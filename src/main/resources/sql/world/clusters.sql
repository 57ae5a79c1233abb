-- Clusters with the version of their release.
SELECT row_to_json(c)
  FROM (SELECT c.id, c.name, r.version AS release
          FROM clusters c
          JOIN releases r ON r.id = c.release_id
         ORDER BY c.id) c
