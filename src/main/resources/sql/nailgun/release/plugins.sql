select id, name, releases, attributes_metadata from plugins order by name, id
