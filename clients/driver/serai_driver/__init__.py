"""A driver's client of Serai: reserve, check in, watch one's place, be guided. Speaks only HTTP and WebSocket."""
