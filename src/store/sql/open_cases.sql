SELECT case_id FROM case_row WHERE phase = 0
