-- $1 query, $2 before case, $3 at most so many
SELECT case_id FROM search_case WHERE terms @@ CAST(CAST($1 AS text) AS tsquery) AND case_id < $2
ORDER BY case_id DESC LIMIT $3
