-- $1 name, $2 period, $3 subject, $4 measure, $5 delta
INSERT INTO tally (name, period, subject, measure, value) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (name, period, subject, measure) DO UPDATE SET value = tally.value + excluded.value
