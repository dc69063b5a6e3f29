-- $1 case
SELECT words FROM search_text WHERE case_id = $1
