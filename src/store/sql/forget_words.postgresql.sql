-- $1 case
DELETE FROM search_case WHERE case_id = $1
