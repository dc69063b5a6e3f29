-- $1 least case id of that time, $2 opened since, $3 opened before, $4 the slot's length in ms. Reads every case of that time.
SELECT programme, opened_at_ms / $4, COUNT(*) FROM case_row
WHERE case_id >= $1 AND opened_at_ms >= $2 AND opened_at_ms < $3 GROUP BY programme, opened_at_ms / $4
