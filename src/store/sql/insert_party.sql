-- $1 unit, $2 settled, $3 case, $4 party id, $5 account, $6 state
INSERT INTO party (unit, settled, case_id, party_id, account, state) VALUES ($1, $2, $3, $4, $5, $6)
