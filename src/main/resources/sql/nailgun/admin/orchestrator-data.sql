select id, repo_metadata, puppet_manifests_source, puppet_modules_source
from release_orchestrator_data
where release_id = :id
order by id
