-- Parameters as insert_case.
UPDATE case_row SET programme = $2, state = $3, phase = $4, category = $5, street = $6, community = $7, grid = $8,
  holder_unit = $9, lead = $10, assignee = $11, settled_as = $12, supervised = $13, promised_at_ms = $14,
  opened_at_ms = $15, next_at_ms = $16, head = $17, body = $18
WHERE case_id = $1
