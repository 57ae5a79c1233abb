select id from releases where id = :id for update
