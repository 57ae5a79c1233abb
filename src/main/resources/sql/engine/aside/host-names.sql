-- As the plan's titles name them.
SELECT (n ->> 'id')::integer AS id, n ->> 'hostname' AS name
  FROM plan_input p CROSS JOIN LATERAL jsonb_array_elements(p.cloud -> 'nodes') AS n
 WHERE p.upgrade_id = :upgrade
