SELECT repo_metadata, puppet_manifests_source, puppet_modules_source
FROM release_orchestrator_data
WHERE release_id = :release
ORDER BY id
LIMIT 1
