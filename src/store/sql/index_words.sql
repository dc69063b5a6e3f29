-- $1 case, $2 terms
INSERT INTO search_case (rowid, terms) VALUES ($1, $2)
