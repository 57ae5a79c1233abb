select * from plugins where id in (:plugins) order by id
