-- $1 case, $2 sealed contact, $3 blind index or NULL
INSERT INTO contact (case_id, sealed, blind) VALUES ($1, $2, $3)
ON CONFLICT (case_id) DO UPDATE SET sealed = excluded.sealed, blind = excluded.blind
