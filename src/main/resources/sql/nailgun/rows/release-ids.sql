select id from releases order by id
