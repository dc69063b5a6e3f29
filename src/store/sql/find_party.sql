-- $1 unit, $2 settled, $3 case, $4 party id
SELECT account, state FROM party WHERE unit = $1 AND settled = $2 AND case_id = $3 AND party_id = $4
