-- $1 name of the tally, $2 first period, $3 last period
INSERT INTO month_figure (name, period, subject, measure, value)
SELECT name, period, subject, measure, value FROM tally
WHERE name = $1 AND period >= $2 AND period <= $3 AND value <> 0
