-- $1 kind, $2 unique key or NULL, $3 case, $4 body, $5 now. Ids are dense: head is locked.
INSERT INTO outbox (id, kind, once, case_id, body, attempts, next_at_ms)
VALUES ((SELECT COALESCE(MAX(id), 0) + 1 FROM outbox), $1, $2, $3, $4, 0, $5)
ON CONFLICT (once) DO NOTHING
