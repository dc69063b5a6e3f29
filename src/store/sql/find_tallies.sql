-- $1 name, $2 first period, $3 last period, $4 subject or '' for all
SELECT name, period, subject, measure, value FROM tally
WHERE name = $1 AND period >= $2 AND period <= $3 AND ($4 = '' OR subject = $4)
ORDER BY period, subject, measure
