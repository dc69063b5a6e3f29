-- The migrations this store has run.
SELECT version FROM schema_version ORDER BY version
