-- $1 login
SELECT id, login, name, password_hash, posts_json, disabled FROM account WHERE login = $1
