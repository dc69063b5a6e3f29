-- $1 key hash
SELECT key_hash, name, posts_json, disabled FROM api_key WHERE key_hash = $1
