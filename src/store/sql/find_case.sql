-- $1 case
SELECT body FROM case_row WHERE case_id = $1
