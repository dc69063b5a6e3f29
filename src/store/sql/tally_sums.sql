-- $1 name, $2 first period, $3 last period: summed over the periods
SELECT subject, measure, CAST(SUM(value) AS bigint) FROM tally WHERE name = $1 AND period >= $2 AND period <= $3
GROUP BY subject, measure ORDER BY subject, measure
