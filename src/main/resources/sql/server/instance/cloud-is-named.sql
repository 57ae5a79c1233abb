-- Where a server of this release has never been there is no such table.
SELECT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = 'octane' AND tablename = 'cloud')
