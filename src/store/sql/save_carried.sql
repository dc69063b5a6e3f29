-- $1 edition, $2 day (since 1970)
INSERT INTO carried (id, edition, day) VALUES (1, $1, $2)
ON CONFLICT (id) DO UPDATE SET edition = excluded.edition, day = excluded.day
