-- $1 case
SELECT c.sealed, k.master, k.wrapped FROM contact c JOIN case_key k ON k.case_id = c.case_id WHERE c.case_id = $1
