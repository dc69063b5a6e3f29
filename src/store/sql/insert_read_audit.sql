-- $1 at, $2 ordinal, $3 account, $4 action, $5 subject
INSERT INTO read_audit (at_ms, ordinal, account, action, subject) VALUES ($1, $2, $3, $4, $5)
