-- $1 case
UPDATE event SET sealed = NULL WHERE case_id = $1 AND sealed IS NOT NULL
