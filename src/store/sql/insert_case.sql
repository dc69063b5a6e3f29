-- $1 case, $2 programme, $3 state, $4 phase, $5 category, $6 street, $7 community, $8 grid, $9 holder unit, $10 lead,
-- $11 assignee, $12 settled as, $13 supervised, $14 promised at, $15 opened at, $16 next step at or NULL, $17 head, $18 body
INSERT INTO case_row (case_id, programme, state, phase, category, street, community, grid, holder_unit, lead, assignee,
  settled_as, supervised, promised_at_ms, opened_at_ms, next_at_ms, head, body)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
