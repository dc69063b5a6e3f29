SELECT name, period, subject, measure, value FROM tally
