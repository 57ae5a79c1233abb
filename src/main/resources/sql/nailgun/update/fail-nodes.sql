UPDATE nodes SET status = 'error', error_type = 'deploy', progress = 0 WHERE cluster_id = :cluster AND status = 'deploying'
