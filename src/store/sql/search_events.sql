-- $1 after log_seq, $2 at most so many: events with the key of their case
SELECT e.log_seq, e.case_id, e.core, e.sealed, k.master, k.wrapped
FROM event e LEFT JOIN case_key k ON k.case_id = e.case_id
WHERE e.log_seq > $1 ORDER BY e.log_seq LIMIT $2
