-- $1 case: all the writer needs of it
SELECT r.body, r.head, k.master, k.wrapped FROM case_row r LEFT JOIN case_key k ON k.case_id = r.case_id WHERE r.case_id = $1
