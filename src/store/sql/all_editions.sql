SELECT edition, effective_at_ms, manifest FROM edition ORDER BY edition
