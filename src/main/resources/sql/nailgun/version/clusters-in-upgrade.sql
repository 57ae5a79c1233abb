select id from clusters where status::text = 'upgrade' order by id
