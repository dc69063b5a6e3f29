-- $1 after case, $2 at most so many: cases that still have a contact
SELECT c.case_id, r.body FROM contact c JOIN case_row r ON r.case_id = c.case_id
WHERE c.case_id > $1 ORDER BY c.case_id LIMIT $2
