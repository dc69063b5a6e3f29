-- $1 id, $2 login, $3 name, $4 password hash, $5 posts, $6 disabled
UPDATE account SET login = $2, name = $3, password_hash = $4, posts_json = $5, disabled = $6 WHERE id = $1
