-- $1 case
DELETE FROM contact WHERE case_id = $1
