-- One snapshot for all statements of the transaction.
BEGIN
