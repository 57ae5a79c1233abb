SELECT cloud::text, options::text, parameters::text FROM plan_input WHERE upgrade_id = :upgrade
