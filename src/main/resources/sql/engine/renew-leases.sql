UPDATE step SET lease_until = :lease WHERE owner = :owner AND status = 'running'
