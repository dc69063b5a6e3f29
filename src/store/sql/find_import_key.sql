-- $1 source, $2 number there
SELECT case_id FROM import_key WHERE source = $1 AND number = $2
