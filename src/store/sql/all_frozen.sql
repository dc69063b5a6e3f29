SELECT name, period, subject, measure, value FROM month_figure
