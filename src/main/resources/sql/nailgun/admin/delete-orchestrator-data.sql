delete from release_orchestrator_data where release_id = :id
