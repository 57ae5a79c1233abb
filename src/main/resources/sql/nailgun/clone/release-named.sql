select id from releases where name = :name and version = :version
