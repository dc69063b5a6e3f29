-- $1 source, $2 number there, $3 case
INSERT INTO import_key (source, number, case_id) VALUES ($1, $2, $3)
