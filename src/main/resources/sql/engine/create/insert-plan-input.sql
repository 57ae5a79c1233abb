INSERT INTO plan_input (upgrade_id, cloud, options, parameters)
VALUES (:upgrade, :cloud::jsonb, :options::jsonb, :parameters::jsonb)
ON CONFLICT (upgrade_id) DO UPDATE SET options = EXCLUDED.options
