SELECT month, log_seq, frozen_at_ms FROM month_freeze ORDER BY month
