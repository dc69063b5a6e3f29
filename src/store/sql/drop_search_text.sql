-- $1 case
DELETE FROM search_text WHERE case_id = $1
