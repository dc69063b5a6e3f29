-- The end of the chain of case 0, which has no case row.
SELECT n, core FROM event WHERE case_id = 0 ORDER BY n DESC LIMIT 1
