SELECT edition, day FROM carried
