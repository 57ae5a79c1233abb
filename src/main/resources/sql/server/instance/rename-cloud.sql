UPDATE cloud SET name = :cloud, since = :now
