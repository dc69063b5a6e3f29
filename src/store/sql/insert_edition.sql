-- $1 edition, $2 effective at, $3 manifest
INSERT INTO edition (edition, effective_at_ms, manifest) VALUES ($1, $2, $3)
