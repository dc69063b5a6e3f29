-- $1 case
SELECT master, wrapped FROM case_key WHERE case_id = $1
