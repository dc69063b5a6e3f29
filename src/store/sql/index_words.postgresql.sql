-- $1 case, $2 terms with their positions; more words of a case stand behind those it has
INSERT INTO search_case (case_id, terms) VALUES ($1, CAST(CAST($2 AS text) AS tsvector))
ON CONFLICT (case_id) DO UPDATE SET terms = search_case.terms || excluded.terms
