-- Writers are ordered by the row lock of head, not here.
BEGIN ISOLATION LEVEL READ COMMITTED
