-- $1 SHA-256 in hex, $2 bytes: the same bytes are kept once
INSERT INTO definition (hash, bytes) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING
