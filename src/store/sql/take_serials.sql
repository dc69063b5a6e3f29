-- $1 day, $2 how many: answers the serial after the last one taken
INSERT INTO serial (day, next) VALUES ($1, 1 + $2::bigint)
ON CONFLICT (day) DO UPDATE SET next = serial.next + $2::bigint RETURNING next
