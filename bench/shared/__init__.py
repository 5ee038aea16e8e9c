"""Parts that several benches use: paths, intervals, histories, planted changes, charts, pages of figures."""
