-- Everything the store keeps. Written for SQLite; for PostgreSQL the migrator replaces four words: INTEGER (bigint),
-- TEXT (text in byte order), BLOB (bytea), and the table options STRICT and WITHOUT ROWID (left out).
-- Booleans are 0 and 1. Absent is NULL for bytes and times that an index covers, '' and 0 elsewhere.

-- The log: one row a command and case, never updated but for `sealed`, which erasure empties.
CREATE TABLE event (
  log_seq INTEGER NOT NULL PRIMARY KEY,
  case_id INTEGER NOT NULL,
  n INTEGER NOT NULL,
  core BLOB NOT NULL,
  sealed BLOB,
  UNIQUE (case_id, n)
) STRICT;

-- One row: the last log_seq given and the running head over all events' hashes. Its row lock orders all writers.
CREATE TABLE head (
  id INTEGER NOT NULL PRIMARY KEY,
  log_seq INTEGER NOT NULL,
  running BLOB NOT NULL
) STRICT;

-- The state of a case: `body` is its compact canonical JSON, `head` the hash of its last event; the other columns are
-- copies of members for lists. next_at_ms is the clock projection: the earliest next step of the clocks in `body`, NULL
-- when none runs (a table of running clocks would cost one more tree per intake and answer the same question).
-- At most three secondary indexes.
CREATE TABLE case_row (
  case_id INTEGER NOT NULL PRIMARY KEY,
  programme TEXT NOT NULL,
  state TEXT NOT NULL,
  phase INTEGER NOT NULL,
  category TEXT NOT NULL,
  street TEXT NOT NULL,
  community TEXT NOT NULL,
  grid TEXT NOT NULL,
  holder_unit TEXT NOT NULL,
  lead TEXT NOT NULL,
  assignee INTEGER NOT NULL,
  settled_as TEXT NOT NULL,
  supervised INTEGER NOT NULL,
  promised_at_ms INTEGER NOT NULL,
  opened_at_ms INTEGER NOT NULL,
  next_at_ms INTEGER,
  head BLOB NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX case_place ON case_row (grid, category, case_id);
CREATE INDEX case_queue ON case_row (holder_unit, promised_at_ms, case_id) WHERE phase = 0;
CREATE INDEX case_due ON case_row (next_at_ms) WHERE next_at_ms IS NOT NULL AND phase = 0;

-- Which cases a unit or person is a party of; rows only where there are parties.
CREATE TABLE party (
  unit TEXT NOT NULL,
  settled INTEGER NOT NULL,
  case_id INTEGER NOT NULL,
  party_id INTEGER NOT NULL,
  account INTEGER NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (unit, settled, case_id, party_id)
) STRICT, WITHOUT ROWID;

-- Sums of moves; a key once written stays, also at 0. verify takes an absent key as 0.
CREATE TABLE tally (
  name TEXT NOT NULL,
  period TEXT NOT NULL,
  subject TEXT NOT NULL,
  measure TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (name, period, subject, measure)
) STRICT, WITHOUT ROWID;

-- The key of a case, wrapped by the master key of that name. Erasure deletes the row.
CREATE TABLE case_key (
  case_id INTEGER NOT NULL PRIMARY KEY,
  master TEXT NOT NULL,
  wrapped BLOB NOT NULL
) STRICT;

-- The requester's contact, sealed under the case key; blind is NULL without a phone. Lives and dies with the key.
CREATE TABLE contact (
  case_id INTEGER NOT NULL PRIMARY KEY,
  sealed BLOB NOT NULL,
  blind INTEGER
) STRICT;
CREATE INDEX contact_blind ON contact (blind, case_id) WHERE blind IS NOT NULL;

-- principal_key = SHA-256 of principal and key. Rows past their time are swept by the writer, a few per commit.
CREATE TABLE idempotency (
  principal_key BLOB NOT NULL PRIMARY KEY,
  body_hash BLOB NOT NULL,
  case_id INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_expiry ON idempotency (expires_at_ms);

-- The next free serial of a local day (days since 1970).
CREATE TABLE serial (
  day INTEGER NOT NULL PRIMARY KEY,
  next INTEGER NOT NULL
) STRICT;

-- Messages to send; `once` is NULL or unique among all messages ever queued. done_at_ms is NULL while waiting.
CREATE TABLE outbox (
  id INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  once TEXT UNIQUE,
  case_id INTEGER NOT NULL,
  body TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  next_at_ms INTEGER NOT NULL,
  done_at_ms INTEGER
) STRICT;
CREATE INDEX outbox_waiting ON outbox (id) WHERE done_at_ms IS NULL;

CREATE TABLE account (
  id INTEGER NOT NULL PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  posts_json TEXT NOT NULL,
  disabled INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
  token_hash TEXT NOT NULL PRIMARY KEY,
  account INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_expiry ON session (expires_at_ms);

CREATE TABLE api_key (
  key_hash TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  posts_json TEXT NOT NULL,
  disabled INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Staff reads. (at_ms, ordinal): ordinal tells apart what happened in one millisecond.
CREATE TABLE read_audit (
  at_ms INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  account INTEGER NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  PRIMARY KEY (at_ms, ordinal)
) STRICT, WITHOUT ROWID;

-- Definition files by the SHA-256 of their bytes, and editions as manifests of them.
CREATE TABLE definition (
  hash TEXT NOT NULL PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;
CREATE TABLE edition (
  edition INTEGER NOT NULL PRIMARY KEY,
  effective_at_ms INTEGER NOT NULL,
  manifest TEXT NOT NULL
) STRICT;
