-- Accounts are people on staff: thousands, not millions.
SELECT id, login, name, password_hash, posts_json, disabled FROM account ORDER BY id
