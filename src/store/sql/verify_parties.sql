-- $1 unit, $2 settled, $3 case, $4 party id to go on after, $5 at most so many
SELECT p.unit, p.settled, p.case_id, p.party_id, p.account, p.state, r.body
FROM party p LEFT JOIN case_row r ON r.case_id = p.case_id
WHERE (p.unit, p.settled, p.case_id, p.party_id) > ($1, $2, $3, $4)
ORDER BY p.unit, p.settled, p.case_id, p.party_id LIMIT $5
