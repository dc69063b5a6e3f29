-- $1 after case, $2 at most so many
SELECT body FROM case_row WHERE supervised <> 0 AND case_id > $1 ORDER BY case_id LIMIT $2
