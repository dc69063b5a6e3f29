-- What the index over grid and category holds stays. $1 case, $2 state, $3 phase, $4 street, $5 community, $6 holder unit,
-- $7 lead, $8 assignee, $9 settled as, $10 supervised, $11 promised at, $12 next step at or NULL, $13 head, $14 body
UPDATE case_row SET state = $2, phase = $3, street = $4, community = $5, holder_unit = $6, lead = $7, assignee = $8,
  settled_as = $9, supervised = $10, promised_at_ms = $11, next_at_ms = $12, head = $13, body = $14
WHERE case_id = $1
