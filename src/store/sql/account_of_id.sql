-- $1 id
SELECT id, login, name, password_hash, posts_json, disabled FROM account WHERE id = $1
