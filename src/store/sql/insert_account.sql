-- $1 login, $2 name, $3 password hash, $4 posts, $5 disabled: answers the new id
INSERT INTO account (id, login, name, password_hash, posts_json, disabled)
VALUES ((SELECT COALESCE(MAX(id), 0) + 1 FROM account), $1, $2, $3, $4, $5) RETURNING id
