-- No column of an index is named, so that no index is written. $1 case, $2 state, $3 street, $4 community, $5 lead,
-- $6 assignee, $7 settled as, $8 head, $9 body
UPDATE case_row SET state = $2, street = $3, community = $4, lead = $5, assignee = $6, settled_as = $7, head = $8, body = $9
WHERE case_id = $1
