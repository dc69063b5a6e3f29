-- Messages on their way: what the last attempt met, and those that are due by what takes them.
ALTER TABLE outbox ADD COLUMN error TEXT NOT NULL DEFAULT '';
CREATE INDEX outbox_due ON outbox (kind, next_at_ms) WHERE done_at_ms IS NULL;
