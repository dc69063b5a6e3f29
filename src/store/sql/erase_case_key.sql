-- $1 case
DELETE FROM case_key WHERE case_id = $1
