-- $1 case, $2 name of the master key, $3 wrapped key
INSERT INTO case_key (case_id, master, wrapped) VALUES ($1, $2, $3)
