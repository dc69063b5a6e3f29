-- $1 case, $2 the terms it was indexed with
INSERT INTO search_case (search_case, rowid, terms) VALUES ('delete', $1, $2)
