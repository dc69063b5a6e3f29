-- $1 key hash, $2 name, $3 posts, $4 disabled
INSERT INTO api_key (key_hash, name, posts_json, disabled) VALUES ($1, $2, $3, $4)
ON CONFLICT (key_hash) DO UPDATE SET name = excluded.name, posts_json = excluded.posts_json,
  disabled = excluded.disabled
