delete from releases where id = :id
