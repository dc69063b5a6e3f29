-- $1 case, $2 masked words
INSERT INTO search_text (case_id, words) VALUES ($1, $2) ON CONFLICT (case_id) DO UPDATE SET words = excluded.words
