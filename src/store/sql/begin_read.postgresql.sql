-- One snapshot for all statements of the transaction.
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY
