select row_to_json(p) from plugins p where p.name = :name and p.version = :version
