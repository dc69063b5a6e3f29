-- $1 now, $2 at most so many. Walks case_due and case_archive, so it costs what is due and not what is open.
SELECT d.case_id FROM (
  SELECT * FROM (SELECT case_id, next_at_ms FROM case_row
    WHERE phase = 0 AND next_at_ms IS NOT NULL AND next_at_ms <= $1 ORDER BY next_at_ms LIMIT $2) o
  UNION ALL
  SELECT * FROM (SELECT case_id, next_at_ms FROM case_row
    WHERE phase = 1 AND next_at_ms IS NOT NULL AND next_at_ms <= $1 ORDER BY next_at_ms LIMIT $2) s) d
ORDER BY d.next_at_ms, d.case_id LIMIT $2
