-- $1 edition
SELECT edition, effective_at_ms, manifest FROM edition WHERE edition = $1
