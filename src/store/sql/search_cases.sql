-- $1 query, $2 before case, $3 at most so many
SELECT rowid FROM search_case WHERE search_case MATCH $1 AND rowid < $2 ORDER BY rowid DESC LIMIT $3
