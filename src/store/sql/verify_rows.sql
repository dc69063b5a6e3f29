-- $1 after case, $2 up to case. Columns in the order of insert_case's parameters, then the key.
SELECT r.case_id, r.programme, r.state, r.phase, r.category, r.street, r.community, r.grid, r.holder_unit, r.lead,
  r.assignee, r.settled_as, r.supervised, r.promised_at_ms, r.opened_at_ms, r.next_at_ms, r.head, r.body,
  k.master, k.wrapped
FROM case_row r LEFT JOIN case_key k ON k.case_id = r.case_id
WHERE r.case_id > $1 AND r.case_id <= $2 ORDER BY r.case_id
