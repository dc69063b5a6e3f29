-- $1 grid, $2 category, $3 least case id of that time, $4 opened since, $5 at most so many. Walks case_place backwards.
SELECT body FROM case_row WHERE grid = $1 AND category = $2 AND case_id >= $3 AND opened_at_ms >= $4
ORDER BY case_id DESC LIMIT $5
