-- $1 SHA-256 in hex
SELECT bytes FROM definition WHERE hash = $1
