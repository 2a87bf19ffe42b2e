"""The demonstration world: a made-up shop and three companies that listen in, on loopback only."""
