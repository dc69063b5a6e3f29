SELECT edition FROM edition ORDER BY edition DESC LIMIT 1
