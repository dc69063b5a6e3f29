-- $1 blind index, $2 least case id of that time, $3 opened since, $4 at most so many. Walks contact_blind backwards.
SELECT c.case_id FROM contact c JOIN case_row r ON r.case_id = c.case_id
WHERE c.blind = $1 AND c.case_id >= $2 AND r.opened_at_ms >= $3 ORDER BY c.case_id DESC LIMIT $4
